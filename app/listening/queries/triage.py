"""Read what steps with many posts need: those that were chosen, what a batch did, and why the queue is empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, union_all

from app.accounts.models import User
from app.extensions import db
from app.listening.models import Mention, MentionMove, SourceHealth, Watch
from app.listening.queries.queue import Part, load, numbers
from app.listening.rows import Row
from app.listening.rules import MoveKind


@dataclass(frozen=True, slots=True)
class Batch:
    """What a curator did a moment ago, and the one post it was done with, where it was one."""

    public_id: str
    kind: MoveKind
    count: int
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why nothing waits: whether anything is watched, was ever read, or ever came in."""

    has_watch: bool
    read_at: datetime | None
    had_posts: bool


def list_chosen(public_ids: Sequence[str]) -> list[Row]:
    """List the posts that were ticked, in the order of the list."""
    own = select(Mention.id).where(Mention.public_id.in_(public_ids))
    rows = {row.mention.public_id: row for row in load(union_all(numbers(own, Part.BEST)))[Part.BEST]}
    return [rows[each] for each in public_ids if each in rows]


def find_batch(public_id: str, user: User) -> Batch | None:
    """Find what a curator did with one batch that still stands."""
    if not public_id:
        return None
    own = select(MentionMove.kind, func.count(), func.max(MentionMove.mention_id)).where(
        MentionMove.batch == public_id, MentionMove.user_id == user.id, MentionMove.undone_at.is_(None)
    )
    found = db.session.execute(own.group_by(MentionMove.kind)).first()
    if found is None:
        return None
    kind, count, number = found
    return Batch(public_id, kind, count, db.session.get(Mention, number) if count == 1 else None)


def why_empty() -> Emptiness:
    """Find out why the queue is empty."""
    watched, read_at, had = db.session.execute(
        select(
            exists().where(Watch.is_active),
            select(func.max(SourceHealth.last_success_at)).scalar_subquery(),
            exists(select(Mention.id)),
        )
    ).one()
    return Emptiness(bool(watched), read_at, bool(had))
