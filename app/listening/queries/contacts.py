"""Read whom we must not write to, and what we know of one author by hashes alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.errors import Missing
from app.extensions import db
from app.listening.contacting.authors import find_contacts
from app.listening.contacting.finding import Person
from app.listening.models import Contact, Outreach
from app.listening.rules import CONTACT_REASONS, WAS_SENT

PAGE = 25


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of somebody who was looked up."""

    refused: Contact | None
    written: Sequence[Outreach]


def list_refused(after: str) -> tuple[Sequence[Contact], str | None]:
    """List whom we must not write to, the last to be put there first."""
    wanted = select(Contact).where(Contact.do_not_contact_at.is_not(None))
    last = db.session.scalar(select(Contact).where(Contact.public_id == after)) if after else None
    if last is not None and last.do_not_contact_at is not None:
        wanted = wanted.where(tuple_(Contact.do_not_contact_at, Contact.id) < tuple_(last.do_not_contact_at, last.id))
    order = wanted.order_by(Contact.do_not_contact_at.desc(), Contact.id.desc())
    found = db.session.scalars(
        order.options(joinedload(Contact.noted_by).lazyload(User.role_rows)).limit(PAGE + 1)
    ).all()
    return found[:PAGE], found[PAGE - 1].public_id if len(found) > PAGE else None


def get_refused(public_id: str) -> Contact:
    """Return one author we must not write to."""
    wanted = select(Contact).where(Contact.public_id == public_id, Contact.do_not_contact_at.is_not(None))
    contact = db.session.scalar(wanted)
    if contact is None:
        raise Missing
    return contact


def look_up(person: Person) -> Known:
    """Say what we know of somebody."""
    contacts = find_contacts(person.hashes)
    wanted = select(Outreach).where(
        Outreach.contact_id.in_([each.id for each in contacts]), Outreach.state.in_(WAS_SENT)
    )
    with_user = wanted.options(joinedload(Outreach.user).lazyload(User.role_rows))
    written = db.session.scalars(with_user.order_by(Outreach.sent_at.desc())).all() if contacts else []
    return Known(next((each for each in contacts if each.do_not_contact_at), None), written)


def reason_words(contact: Contact) -> str:
    """Say why an author is not written to."""
    return CONTACT_REASONS[contact.reason] if contact.reason else ""
