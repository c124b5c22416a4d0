"""Stories in nearly the same words."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.nominations.copies import ALIKE, likeness, shingles
from app.nominations.models import Nomination, StoryBand

CANDIDATES = 20


@dataclass(frozen=True)
class NearCopy:
    """Another nomination in nearly the same words, and how many of a hundred parts they share."""

    nomination: Nomination
    percent: int


def list_near_copies(nomination: Nomination, *, of_others: bool = False) -> list[NearCopy]:
    """List confirmed nominations in nearly the same words, the likest first; none for what has been erased.

    `of_others` leaves out those of the same person before any words are compared.
    """
    own = shingles(nomination.written.story or "")
    found = []
    for other in _list_candidates(nomination, of_others=of_others):
        likely = likeness(own, shingles(other.written.story or ""))
        if likely >= ALIKE:
            found.append(NearCopy(other, round(likely * 100)))
    return sorted(found, key=lambda each: (-each.percent, each.nomination.id))


def _list_candidates(nomination: Nomination, *, of_others: bool) -> list[Nomination]:
    """List whose fingerprints touch, those that share most first."""
    own, other = aliased(StoryBand), aliased(StoryBand)
    sharing = (
        select(other.nomination_id, func.count().label("shared"))
        .join(own, (own.value == other.value) & (own.nomination_id == nomination.id))
        .where(other.nomination_id != nomination.id)
        .group_by(other.nomination_id)
        .order_by(func.count().desc(), other.nomination_id.desc())
        .limit(CANDIDATES)
    )
    if of_others:
        by_another = Nomination.identity.is_distinct_from(nomination.identity)
        sharing = sharing.join(Nomination, Nomination.id == other.nomination_id).where(by_another)
    found = sharing.subquery()
    rows = db.session.scalars(select(Nomination).join(found, found.c.nomination_id == Nomination.id))
    return [row for row in rows if row.written.story]
