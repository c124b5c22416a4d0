"""Stories in nearly the same words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.nominations.copies import ALIKE, likeness, shingles
from app.nominations.models import Nomination, StoryBand

CANDIDATES = 20


@dataclass(frozen=True)
class NearCopy:
    """Another nomination in nearly the same words, and how many of a hundred parts they share."""

    nomination: Nomination
    percent: int


def list_near_copies(
    nomination: Nomination, *, of_others: bool = False, fingerprint: Sequence[int] | None = None
) -> list[NearCopy]:
    """List confirmed nominations in nearly the same words, the likest first; none for what has been erased.

    `of_others` leaves out those of the same person before any words are compared; without a `fingerprint` the one
    kept at its confirmation is looked up.
    """
    own = shingles(nomination.written.story or "")
    found = []
    for other in _list_candidates(nomination, of_others, fingerprint):
        likely = likeness(own, shingles(other.written.story or ""))
        if likely >= ALIKE:
            found.append(NearCopy(other, round(likely * 100)))
    return sorted(found, key=lambda each: (-each.percent, each.nomination.id))


def _list_candidates(nomination: Nomination, of_others: bool, fingerprint: Sequence[int] | None) -> list[Nomination]:
    """List whose fingerprints touch, those that share most first."""
    kept = select(StoryBand.value).where(StoryBand.nomination_id == nomination.id)
    sharing = (
        select(StoryBand.nomination_id, func.count().label("shared"))
        .where(StoryBand.value.in_(kept if fingerprint is None else fingerprint))
        .where(StoryBand.nomination_id != nomination.id)
        .group_by(StoryBand.nomination_id)
        .order_by(func.count().desc(), StoryBand.nomination_id.desc())
        .limit(CANDIDATES)
    )
    if of_others:
        by_another = Nomination.identity.is_distinct_from(nomination.identity)
        sharing = sharing.join(Nomination, Nomination.id == StoryBand.nomination_id).where(by_another)
    found = sharing.subquery()
    rows = db.session.scalars(select(Nomination).join(found, found.c.nomination_id == Nomination.id))
    return [row for row in rows if row.written.story]
