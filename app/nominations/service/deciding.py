"""The curators' decision about a nomination."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.companies import queries as companies
from app.companies import service as register
from app.companies.models import Company
from app.companies.rules import Staff, slug_of
from app.errors import Conflict, Refused
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Entry, Nomination
from app.nominations.rules import Reason, State, require_move
from app.programme.models import Category
from app.programme.rules import Recognises
from app.web.engine import lock
from app.web.links import new_public_id


@dataclass(frozen=True)
class Placing:
    """Where a curator puts an accepted nomination: an entry there is, or a new one of a company."""

    entry: Entry | None = None
    company: Company | None = None
    company_name: str = ""
    nominee: str = ""
    staff: Staff | None = None


def accept(nomination: Nomination, *, placing: Placing, by: User) -> Nomination:
    """Let a nomination count towards an entry, and tell its nominator."""
    lock(nomination)
    require_move(nomination.state, State.ACCEPTED)
    entry = placing.entry or _open_entry(nomination, placing, by)
    if entry.category_id != nomination.category_id:
        raise Refused("This entry belongs to another category.", field="entry")
    _require_small_enough(nomination.category, entry.company, placing.staff, by)
    nomination.entry_id = entry.id
    nomination.company_id = entry.company_id
    _decide(nomination, State.ACCEPTED, by)
    audit.record("nomination accepted", about=nomination, by=by, entry=entry.public_id)
    return nomination


def reject(nomination: Nomination, *, reason: Reason, note: str = "", by: User) -> Nomination:
    """Keep a nomination out, and tell its nominator why."""
    lock(nomination)
    require_move(nomination.state, State.REJECTED)
    nomination.reason = reason
    nomination.note = note or None
    _decide(nomination, State.REJECTED, by)
    audit.record("nomination not accepted", about=nomination, by=by, reason=reason)
    return nomination


def undo_decision(nomination: Nomination, *, by: User) -> Nomination:
    """Take a decision back until judging opens; the letter about it is not sent if it still waits."""
    lock(nomination)
    if clock.now() >= nomination.season.judging_opens_at:
        raise Conflict("Judging has opened, so this decision stands.")
    require_move(nomination.state, State.SUBMITTED)
    mail.cancel_letters("nomination_decided", subject=f"nomination:{nomination.reference}")
    nomination.state = State.SUBMITTED
    nomination.entry_id = nomination.reason = nomination.note = nomination.decided_at = None
    audit.record("decision undone", about=nomination, by=by)
    return nomination


def open_address(nomination: Nomination, *, by: User) -> None:
    """Write down that a nominator's name and address were looked at."""
    audit.record("address opened", about=nomination, by=by)


def _decide(nomination: Nomination, state: State, by: User) -> None:
    nomination.state = state
    nomination.decided_at = clock.now()
    nomination.moderated_by_id = by.id
    db.session.flush()
    address = nomination.written.email
    if address:
        subject = f"nomination:{nomination.reference}"
        mail.queue_letter("nomination_decided", subject=subject, to=address, again=True)


def _open_entry(nomination: Nomination, placing: Placing, by: Actor) -> Entry:
    """Return the entry of this company and nominee, making the company and the entry where they are missing."""
    written = nomination.written
    company = placing.company or register.register(name=placing.company_name, website=written.website, by=by)
    company = companies.canonical(company)
    honours_company = nomination.category.recognises is Recognises.COMPANY
    key = "" if honours_company else slug_of(placing.nominee) or new_public_id()
    place = {
        "season_id": nomination.season_id,
        "category_id": nomination.category_id,
        "company_id": company.id,
        "nominee_key": key,
    }
    entry = db.session.scalar(select(Entry).filter_by(**place))
    if entry is None:
        entry = Entry(**place, nominee=None if honours_company else placing.nominee, created_at=clock.now())
        db.session.add(entry)
        db.session.flush()
        audit.record("entry opened", about=entry, by=by)
    return entry


def _require_small_enough(category: Category, company: Company, staff: Staff | None, by: Actor) -> None:
    if staff is not None:
        register.note_staff(company, staff=staff, by=by)
    if category.small_companies_only and company.staff is not Staff.UP_TO_50:
        raise Refused("Check that at most 50 people work there before you accept it here.", field="staff")
