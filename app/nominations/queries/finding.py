"""Find one nomination: by its reference, or by a link from a letter."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from app.errors import Missing, Replaced
from app.extensions import db
from app.nominations.models import Entering, Entry, Nomination, NominationRevision
from app.nominations.rules import State
from app.programme.models import Category
from app.web.links import is_genuine, is_well_formed, public_id_in


def get_nomination(reference: str) -> Nomination:
    """Return a nomination by its reference."""
    statement = select(Nomination).filter_by(reference=reference)
    found = db.session.scalar(statement.options(joinedload(Nomination.category), joinedload(Nomination.season)))
    if found is None:
        raise Missing
    return found


def get_by_link(token: str, purpose: str) -> Nomination:
    """Return the nomination a link from a letter opens; raises Missing for a link that was not made by us.

    What looks like one of our links is answered with Replaced alike, whether it ever was one.
    """
    missing = Replaced if is_well_formed(token) else Missing
    try:
        nomination = get_nomination(public_id_in(token))
    except Missing:
        raise missing from None
    if not is_genuine(token, purpose, nomination.generation):
        raise missing
    return nomination


def find_state(reference: str) -> State | None:
    """Return where a nomination stands, for whoever just sent it."""
    return db.session.scalar(select(Nomination.state).filter_by(reference=reference))


def find_entering(nomination: Nomination) -> Entering | None:
    """Find how a nomination came in that a curator typed."""
    return db.session.scalar(select(Entering).filter_by(nomination_id=nomination.id))


def list_nominator_addresses(category: Category) -> list[tuple[str, str]]:
    """List reference and address of one live nomination for each nominator of a category."""
    of_each = select(func.min(Nomination.id)).where(Nomination.category_id == category.id)
    return _addresses(of_each.group_by(Nomination.identity))


def list_nominators_of(entry_ids: Collection[int]) -> list[tuple[str, str]]:
    """List reference and address of one live nomination for each nominator of each of these entries."""
    of_each = select(func.min(Nomination.id)).join(Entry, Entry.id == Nomination.entry_id)
    of_each = of_each.where(Entry.standing_id.in_(entry_ids))
    return _addresses(of_each.group_by(Nomination.identity, Entry.standing_id))


def _addresses(of_each: Select[int]) -> list[tuple[str, str]]:
    statement = of_each.where(Nomination.state == State.ACCEPTED)
    rows = db.session.execute(
        select(Nomination.reference, NominationRevision.email)
        .join(NominationRevision, is_current_revision())
        .where(Nomination.id.in_(statement), NominationRevision.email.is_not(None))
        .order_by(Nomination.id)
    )
    return [(reference, email) for reference, email in rows if email]


def is_current_revision() -> ColumnElement[bool]:
    """Join a nomination with the revision that counts."""
    return (NominationRevision.nomination_id == Nomination.id) & (
        NominationRevision.number == Nomination.revision_number
    )
