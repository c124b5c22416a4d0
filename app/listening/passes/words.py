"""Note the words by which posts are found, as posts come in, change and go."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from app.extensions import db, table_of
from app.listening.models import Mention, MentionWord
from app.listening.triage.words import keys_of_post
from app.web.engine import run

PUT_WORD = insert(table_of(MentionWord))


def note_words_of(ids: Sequence[int]) -> None:
    """Note the words of posts that have just come in."""
    own = table_of(Mention).c
    posts = db.session.execute(
        select(own.id, own.text, own.author_handle, own.author_name, own.url).where(own.id.in_(ids))
    )
    note_words((each.id, each.text, each.author_handle, each.author_name, each.url) for each in posts)


def note_words(posts: Iterable[tuple[int, str, str, str, str]]) -> None:
    """Note the words of posts: each with its number, text, author's handle and name, and address."""
    rows = [
        {"word": key, "mention_id": number}
        for number, text, handle, name, url in posts
        for key in keys_of_post(text=text, handle=handle, name=name, url=url)
    ]
    rows.sort(key=lambda row: row["word"])
    if rows:
        run(PUT_WORD, rows)


def forget_words(mentions: Iterable[Mention]) -> None:
    """Forget the words of posts, which must still hold them."""
    words: Any = MentionWord
    for each in mentions:
        keys = keys_of_post(
            text=each.text, handle=each.author_handle, name=each.author_name, url=each.url, has_common=True
        )
        db.session.execute(delete(words).where(words.mention_id == each.id, words.word.in_(keys)))


def note_words_again(mention: Mention, *, was: str, stood_at: str) -> None:
    """Note the words of a post whose text has changed from `was`, or its address from `stood_at`."""
    held = keys_of_post(text=was, handle="", name="", url=stood_at, has_common=True)
    new = keys_of_post(text=mention.text, handle=mention.author_handle, name=mention.author_name, url=mention.url)
    words: Any = MentionWord
    db.session.execute(delete(words).where(words.mention_id == mention.id, words.word.in_(held - new)))
    known = select(MentionWord.word).where(MentionWord.mention_id == mention.id, MentionWord.word.in_(new))
    missing = new - set(db.session.scalars(known))
    if missing:
        run(PUT_WORD, [{"word": key, "mention_id": mention.id} for key in sorted(missing)])
