"""Whom a letter to many goes to now: one address for each person, nobody who wants no news, never a company."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.correspondence.models import Broadcast
from app.correspondence.rules import Audience
from app.extensions import db
from app.judging.models import Assignment, PanelMember
from app.judging.queries.panels import list_judges
from app.judging.rules import OPEN_TO_THE_JUDGE
from app.mail.models import MailRefusal
from app.mail.service import recipient_of
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.rules import LIVE
from app.programme.models import Category


def list_recipients(broadcast: Broadcast) -> dict[str, str]:
    """Return for each address the subject its letter is filed under."""
    if broadcast.audience is Audience.JUDGES:
        people = list_judges_of(_categories(broadcast))
        return {judge.email: f"judge:{judge.public_id}/{broadcast.public_id}" for judge in people}
    return {
        address: f"nomination:{reference}/{broadcast.public_id}" for reference, address in list_nominators(broadcast)
    }


def count_recipients(broadcast: Broadcast) -> int:
    """Count the people a letter would go to if it were sent now."""
    return len(list_recipients(broadcast))


def list_nominators(broadcast: Broadcast) -> list[tuple[str, str]]:
    """List each nominator's newest nomination that stands, and its address; one letter, however many nominations."""
    standing = (
        select(Nomination.reference, Nomination.identity, NominationRevision.email)
        .join(
            NominationRevision,
            (NominationRevision.nomination_id == Nomination.id)
            & (NominationRevision.number == Nomination.revision_number),
        )
        .where(Nomination.category_id.in_([category.id for category in _categories(broadcast)]))
        .where(Nomination.state.in_(LIVE), Nomination.confirmed_at.is_not(None))
        .where(NominationRevision.email.is_not(None))
        .order_by(Nomination.id.desc())
    )
    refused = set(db.session.scalars(select(MailRefusal.recipient)))
    people: dict[str, tuple[str, str]] = {}
    unwilling: set[str] = set()
    addresses: set[str] = set()
    for reference, identity, email in db.session.execute(standing):
        address = recipient_of(email or "")
        person = identity or address
        if address in refused:
            unwilling.add(person)
        elif address not in addresses:
            people.setdefault(person, (reference, email or ""))
        addresses.add(address)
    return [found for person, found in people.items() if person not in unwilling]


def list_judges_of(categories: Sequence[Category]) -> list[User]:
    """List the judges of categories: their panels, and whoever has entries there; every judge where no panel is."""
    numbers = [category.id for category in categories]
    seats = db.session.execute(
        select(PanelMember.category_id, PanelMember.judge_id).where(PanelMember.category_id.in_(numbers))
    ).all()
    asked = select(Assignment.judge_id).join(Entry, Entry.id == Assignment.entry_id)
    open_ones = asked.where(Entry.category_id.in_(numbers), Assignment.state.in_(OPEN_TO_THE_JUDGE))
    chosen = {judge_id for _, judge_id in seats} | set(db.session.scalars(open_ones))
    everybody = list_judges()
    if set(numbers) - {category_id for category_id, _ in seats}:
        return everybody
    return [judge for judge in everybody if judge.id in chosen]


def _categories(broadcast: Broadcast) -> Sequence[Category]:
    return [broadcast.category] if broadcast.category else broadcast.season.categories
