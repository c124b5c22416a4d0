"""Find posts by words, by author and by address, as quickly among a million as among a thousand."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from app.extensions import db, table_of
from app.listening.models import Mention, MentionWord
from app.listening.triage.words import COMMON, MOST_WORDS, address_word, author_word, number_of, words_in

LOOKED_THROUGH = 2_000
own, word = table_of(Mention).c, table_of(MentionWord).c


class Sought(NamedTuple):
    """The posts that a search means, and the number of the last one looked at, where there are older ones."""

    condition: ColumnElement[bool]
    looked_to: int | None


def seek(term: str, *, below: int | None) -> Sought:
    """Say which posts a term means, at most so many looked through, the newest first; `below` is where to go on."""
    keys = [number_of(each) for each in keyed(term)]
    common = [each for each in words_in(term) if each in COMMON] if not is_special(term) else []
    if not keys and not common:
        return Sought(false(), None)
    newest = _with_word(keys, below) if keys else _newest(below)
    last = db.session.scalar(newest.offset(LOOKED_THROUGH - 1).limit(1))
    among = newest.limit(LOOKED_THROUGH).subquery()
    held: list[ColumnElement[bool]] = [own.id.in_(select(among.c[0]))]
    held += [exists().where(word.word == each, word.mention_id == own.id) for each in keys[1:]]
    held += [_holds(each) for each in common]
    return Sought(and_(*held), last)


def is_special(term: str) -> bool:
    """Tell whether a term is an author or an address, not words."""
    return term.startswith("@") or is_address(term)


def is_address(term: str) -> bool:
    """Tell whether a term is the address of a post."""
    return " " not in term and (term.startswith(("http://", "https://")) or (term.count("/") > 1 and "." in term))


def keyed(term: str) -> list[str]:
    """List the words of a term that posts are kept under, the rarest first."""
    if is_address(term):
        return [address_word(term)]
    if term.startswith("@"):
        return [author_word(term.split()[0]), *_rare(" ".join(term.split()[1:]))]
    return _rarest_first(_rare(term))


def _rare(term: str) -> list[str]:
    return [each for each in dict.fromkeys(words_in(term)) if each not in COMMON][:MOST_WORDS]


def _rarest_first(words: list[str]) -> list[str]:
    """Put the word first that the fewest posts hold; each is counted no further than we look."""
    if len(words) < 2:
        return words
    counts = [
        select(func.count()).select_from(
            select(word.mention_id).where(word.word == number_of(each)).limit(LOOKED_THROUGH).subquery()
        )
        for each in words
    ]
    found = db.session.execute(select(*(each.scalar_subquery() for each in counts))).one()
    return [each for _, each in sorted(zip(found, words, strict=True))]


def _with_word(keys: list[int], below: int | None) -> Select[Any]:
    chosen = select(word.mention_id).where(word.word == keys[0]).order_by(word.mention_id.desc())
    return chosen if below is None else chosen.where(word.mention_id < below)


def _newest(below: int | None) -> Select[Any]:
    chosen = select(own.id).order_by(own.id.desc())
    return chosen if below is None else chosen.where(own.id < below)


def _holds(each: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(each, autoescape=True) for column in (own.text, own.author_name, own.author_handle)))
