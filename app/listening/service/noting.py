"""What stands beside a post: the notes curators leave for one another, and the words it can be found by."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.listening.answering.claiming import require_kept
from app.listening.funnel.noting import note_by
from app.listening.funnel.stages import Stage
from app.listening.models import Mention, MentionNote
from app.listening.passes.words import forget_words


def write_note(mention: Mention, *, note: str, by: User) -> MentionNote | None:
    """Leave a note for other curators beside a mention; the same words twice in a row are one note."""
    require_kept(mention)
    newest = select(MentionNote).where(MentionNote.mention_id == mention.id).order_by(MentionNote.id.desc()).limit(1)
    last = db.session.scalar(newest)
    if not note or (last is not None and (last.text, last.user_id) == (note, by.id)):
        return last
    written = MentionNote(mention_id=mention.id, user_id=by.id, text=note, written_at=clock.now())
    db.session.add(written)
    audit.record("mention noted", about=mention, by=by)
    note_by(by, mention, Stage.SHOWN)
    return written


def forget_beside(mentions: Iterable[Mention]) -> None:
    """Forget the notes on posts and the words they were found by, before the posts themselves are emptied."""
    kept: Sequence[Mention] = list(mentions)
    db.session.execute(delete(MentionNote).where(MentionNote.mention_id.in_([each.id for each in kept])))
    forget_words(kept)
