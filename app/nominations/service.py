"""What nominators and curators do with a nomination."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.companies import queries as companies
from app.companies import service as register
from app.companies.models import Company
from app.companies.rules import Staff, name_key, slug_of
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Entry, Nomination
from app.nominations.rules import CONFIRM_LIFE, LIVE, Reason, State, identity_of, require_move
from app.nominations.storing import insert_nomination, insert_revision
from app.programme.models import Category, Season
from app.programme.rules import Recognises, opening_at
from app.web.engine import lock
from app.web.links import keyed_hash, new_public_id

NOMINATOR = "nominator"


@dataclass(frozen=True)
class Writing:
    """What a nominator wrote: the columns of a revision."""

    company_name: str
    story: str
    email: str
    website: str | None = None
    nominee: str | None = None
    feeling: str | None = None
    qualities: tuple[str, ...] = ()
    solved: str | None = None
    channel: str | None = None
    relation: str | None = None
    link: str | None = None
    name: str | None = None
    show_name: bool = False

    def columns(self) -> dict[str, Any]:
        """Return the columns as they are stored."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"qualities": list(self.qualities)}


def submit(*, submission_key: str, category_id: int, writing: Writing, outreach_code: str | None = None) -> str:
    """Store a nomination with its letter and return its reference; safe to send twice.

    The same key with other words makes a new revision while nothing is confirmed. Raises Refused when the season
    takes no nominations.
    """
    now = clock.now()
    reference = new_public_id()
    nomination_id = insert_nomination(
        reference=reference,
        submission_key=submission_key,
        category_id=category_id,
        company_name=writing.company_name,
        identity=_identity(writing.email),
        outreach_code=outreach_code,
        now=now,
    )
    if nomination_id is None:
        return _resubmit(submission_key, category_id, writing)
    insert_revision(nomination_id, 1, writing.columns(), now)
    mail.queue_letter("nomination_confirm", subject=f"nomination:{reference}", to=writing.email)
    audit.record("nomination sent", about=f"nomination:{reference}", by=NOMINATOR)
    return reference


def confirm(nomination: Nomination) -> Nomination:
    """Let a nomination count: its address has been proven. Safe to repeat."""
    lock(nomination)
    if nomination.state is not State.UNCONFIRMED:
        if nomination.confirmed_at is not None:
            return nomination
        require_move(nomination.state, State.SUBMITTED)
    if clock.now() >= nomination.confirm_until:
        raise Refused("This link has run out. Send the nomination again; your story is in the letter you received.")
    nomination.state = State.SUBMITTED
    nomination.confirmed_at = clock.now()
    _replace_older(nomination)
    audit.record("nomination confirmed", about=nomination, by=NOMINATOR)
    return nomination


def withdraw(nomination: Nomination) -> Nomination:
    """Take a nomination back; its story leaves the site at once, submitted scorecards stay."""
    lock(nomination)
    require_move(nomination.state, State.WITHDRAWN)
    nomination.state = State.WITHDRAWN
    nomination.ended_at = clock.now()
    audit.record("nomination withdrawn", about=nomination, by=NOMINATOR)
    return nomination


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


def _resubmit(submission_key: str, category_id: int, writing: Writing) -> str:
    """Answer a form that was sent before: the same words change nothing, other words are a new revision."""
    nomination = db.session.scalar(select(Nomination).filter_by(submission_key=submission_key))
    if nomination is not None and _is_same(nomination, category_id, writing):
        return nomination.reference
    _require_open(category_id)
    if nomination is None:
        raise Missing
    lock(nomination)
    if nomination.state is not State.UNCONFIRMED:
        raise Conflict("This nomination has been confirmed already. Use the link in your letter to change it.")
    return _write_again(nomination, category_id, writing)


def _is_same(nomination: Nomination, category_id: int, writing: Writing) -> bool:
    written = nomination.written
    return nomination.category_id == category_id and all(
        getattr(written, name) == value for name, value in writing.columns().items()
    )


def _write_again(nomination: Nomination, category_id: int, writing: Writing) -> str:
    """Add a revision; another address makes the links sent to the old one worthless."""
    now = clock.now()
    if writing.email != nomination.written.email:
        nomination.generation += 1
    nomination.revision_number += 1
    nomination.category_id = category_id
    nomination.company_id = companies.find_company_id(writing.company_name)
    nomination.identity = _identity(writing.email)
    nomination.confirm_until = now + CONFIRM_LIFE
    db.session.flush()
    insert_revision(nomination.id, nomination.revision_number, writing.columns(), now)
    subject = f"nomination:{nomination.reference}"
    mail.cancel_letters("nomination_confirm", subject=subject)
    mail.queue_letter("nomination_confirm", subject=subject, to=writing.email, again=True)
    audit.record("nomination sent again", about=nomination, by=NOMINATOR, revision=nomination.revision_number)
    return nomination.reference


def _require_open(category_id: int) -> None:
    """Refuse what comes after the close and its grace."""
    season = db.session.scalar(select(Season).join(Category).where(Category.id == category_id))
    if season is None or not opening_at(season, clock.now()).takes_nominations:
        raise Refused("Nominations are closed. Your story is still on this page; copy it if you want to keep it.")


def _replace_older(nomination: Nomination) -> None:
    """Let the newest nomination of one person for one company and category stand alone."""
    key = name_key(nomination.written.company_name or "")
    others = select(Nomination).where(
        Nomination.identity == nomination.identity,
        Nomination.season_id == nomination.season_id,
        Nomination.category_id == nomination.category_id,
        Nomination.id != nomination.id,
        Nomination.state.in_(LIVE),
    )
    for older in db.session.scalars(others):
        if name_key(older.written.company_name or "") == key or _is_same_company(older, nomination):
            older.state = State.REPLACED
            older.ended_at = clock.now()
            audit.record("nomination replaced", about=older, by=NOMINATOR, newer=nomination.reference)


def _is_same_company(one: Nomination, other: Nomination) -> bool:
    return one.company_id is not None and one.company_id == other.company_id


def _identity(address: str) -> str:
    return keyed_hash("identity", identity_of(address))
