"""Where an accepted nomination goes: the company, the entry, and the person behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.companies import queries as companies
from app.companies import service as register
from app.companies.merging import hold
from app.companies.models import Company
from app.companies.rules import Staff, name_key, slug_of
from app.errors import Refused
from app.extensions import db
from app.nominations.masking import MaskKind
from app.nominations.models import Entry, EntryPerson, Nomination
from app.nominations.names import DEFAULT_ROLE, find_name, shown_name
from app.nominations.personal import spot
from app.nominations.service.masking import list_masks
from app.nominations.service.merging import join_late
from app.programme.models import Category
from app.programme.rules import Recognises
from app.web.links import new_public_id


@dataclass(frozen=True)
class Placing:
    """Where a curator puts an accepted nomination: an entry there is, or a new one of a company.

    `nominee` is how a team is shown. A person is shown by initial and `role`; `full_name` stays with curators, and
    is what the nominator wrote unless it is given.
    """

    entry: Entry | None = None
    company: Company | None = None
    company_name: str = ""
    nominee: str = ""
    full_name: str | None = None
    role: str = ""
    staff: Staff | None = None


def place(nomination: Nomination, placing: Placing, *, by: User) -> Entry:
    """Return the entry a nomination belongs to, making company, entry and person where they are missing."""
    entry = placing.entry or _open_entry(nomination, placing, by)
    if entry.category_id != nomination.category_id:
        raise Refused("This entry belongs to another category.", field="entry")
    _require_small_enough(nomination.category, entry.company.canonical, placing.staff, by)
    if nomination.category.recognises is Recognises.PERSON:
        _note_person(entry, _full_name(nomination, placing), _role(placing))
    join_late(entry)
    return entry


def find_person(entry: Entry) -> EntryPerson | None:
    """Find who stands behind an entry."""
    return db.session.scalar(select(EntryPerson).filter_by(entry_id=entry.id))


def _open_entry(nomination: Nomination, placing: Placing, by: Actor) -> Entry:
    """Return the entry of this company and nominee, making the company and the entry where they are missing."""
    name, website = placing.company_name, nomination.written.website
    company = companies.canonical(
        placing.company or register.register(name=name, website=website, is_unchecked=True, by=by)
    )
    hold(company)
    place = {
        "season_id": nomination.season_id,
        "category_id": nomination.category_id,
        "company_id": company.id,
    }
    recognises = nomination.category.recognises
    if recognises is Recognises.PERSON:
        return _entry_of_person(place, _full_name(nomination, placing), _role(placing), by)
    nominee = placing.nominee if recognises is Recognises.TEAM else ""
    _require_nobody_hidden(nomination, nominee)
    key = slug_of(nominee) or new_public_id() if nominee else ""
    return _find_or_open({**place, "nominee_key": key}, nominee or None, by)


def names_in_story(nomination: Nomination) -> Iterator[str]:
    """List the names of people in a story that are hidden, or that a curator is asked about."""
    story = nomination.written.story or ""
    yield from _hidden_names(nomination)
    for each in spot(story, company=nomination.written.company_name or ""):
        if each.kind is MaskKind.NAME:
            yield each.words


def _hidden_names(nomination: Nomination) -> Iterator[str]:
    story = nomination.written.story or ""
    return (story[each.start : each.end] for each in list_masks(nomination) if each.kind is MaskKind.NAME)


def _require_nobody_hidden(nomination: Nomination, nominee: str) -> None:
    """Keep a name that is hidden in the story from standing in a team's name."""
    for name in _hidden_names(nomination):
        if find_name(nominee, name):
            raise Refused(f"“{name}” is hidden in the story. Say which team it is without the name.", field="nominee")


def _entry_of_person(place: dict[str, int], full_name: str, role: str, by: Actor) -> Entry:
    """Find the person's entry by the full name, for two people may share an initial and a role."""
    known = select(EntryPerson).join(EntryPerson.entry).filter_by(**place)
    for person in db.session.scalars(known):
        if full_name and name_key(person.full_name or "") == name_key(full_name):
            return person.entry
    shown = shown_name(full_name, role, has_consented=False)
    key = slug_of(shown) or new_public_id()
    entry = db.session.scalar(select(Entry).filter_by(**place, nominee_key=key))
    if entry is not None and full_name and find_person(entry) is not None:
        key = f"{key[:49]}-{new_public_id()}"
    return _find_or_open({**place, "nominee_key": key}, shown, by)


def _find_or_open(place: dict[str, int | str], nominee: str | None, by: Actor) -> Entry:
    entry = db.session.scalar(select(Entry).filter_by(**place))
    if entry is None:
        entry = Entry(**place, nominee=nominee, created_at=clock.now())
        db.session.add(entry)
        db.session.flush()
        audit.record("entry opened", about=entry, by=by)
    return entry


def _note_person(entry: Entry, full_name: str, role: str) -> None:
    """Keep the full name beside the entry, out of readers' sight."""
    if full_name and find_person(entry) is None:
        role = role or (entry.nominee or "").partition(", ")[2] or DEFAULT_ROLE
        db.session.add(EntryPerson(entry_id=entry.id, full_name=full_name, role=role))
        db.session.flush()


def _full_name(nomination: Nomination, placing: Placing) -> str:
    return (nomination.written.nominee or "") if placing.full_name is None else placing.full_name


def _role(placing: Placing) -> str:
    of_nobody_named = placing.nominee if placing.full_name == "" else ""
    return (placing.role or placing.nominee.partition(", ")[2] or of_nobody_named)[:80]


def _require_small_enough(category: Category, company: Company, staff: Staff | None, by: Actor) -> None:
    if staff is not None:
        register.note_staff(company, staff=staff, by=by)
    if category.small_companies_only and company.staff is not Staff.UP_TO_50:
        raise Refused("Check that at most 50 people work there before you accept it here.", field="staff")
