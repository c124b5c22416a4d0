"""What one link of a confirmation letter may confirm."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import State


def list_covered(nomination: Nomination, *, after: str = "") -> list[Nomination]:
    """List the unconfirmed nominations of the same address that stood as they are when this one was written.

    The oldest come first and this one last, so that its link lives until all others are dealt with; `after` leaves
    out those up to a reference.

    What was written or rewritten later is not covered: its letter has a link of its own. The same person under
    another address is not covered either, for only this address has been proven.
    """
    written = nomination.written
    if nomination.identity is None or not written.email:
        return []
    waiting = select(Nomination).where(
        Nomination.identity == nomination.identity,
        Nomination.state == State.UNCONFIRMED,
        Nomination.confirm_until > clock.now(),
    )
    if after.isalnum():
        passed = select(Nomination.id).where(Nomination.reference == after).scalar_subquery()
        waiting = waiting.where((Nomination.id > passed) | (Nomination.id == nomination.id))
    found = db.session.scalars(
        waiting.options(joinedload(Nomination.category)).order_by(Nomination.id == nomination.id, Nomination.id)
    )
    return [
        each
        for each in found
        if _same(each.written.email, written.email) and each.written.created_at <= written.created_at
    ]


def is_any_unconfirmed(references: Collection[str]) -> bool:
    """Tell whether one of these still waits to be confirmed."""
    waiting = select(Nomination.id).where(Nomination.reference.in_(references), Nomination.state == State.UNCONFIRMED)
    return db.session.scalar(waiting.limit(1)) is not None


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.strip().lower() == other.strip().lower()
