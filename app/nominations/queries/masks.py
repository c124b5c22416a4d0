"""What is hidden in stories, read for many at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.nominations.models import Mask, Nomination


@dataclass(frozen=True)
class Hidden:
    """One hidden passage of a story, and what readers see instead."""

    start: int
    end: int
    shown_as: str


def list_hidden(nomination_ids: Collection[int]) -> dict[int, list[Hidden]]:
    """List what is hidden of the text that counts, by nomination."""
    found: dict[int, list[Hidden]] = defaultdict(list)
    if not nomination_ids:
        return found
    statement = (
        select(Mask.nomination_id, Mask.start, Mask.end, Mask.shown_as)
        .join(Nomination, (Nomination.id == Mask.nomination_id) & (Nomination.revision_number == Mask.revision))
        .where(Mask.nomination_id.in_(nomination_ids), Mask.lifted_at.is_(None))
        .order_by(Mask.nomination_id, Mask.start, Mask.id)
    )
    for nomination_id, start, end, shown_as in db.session.execute(statement):
        found[nomination_id].append(Hidden(start, end, shown_as))
    return found
