"""Members of staff: shown by initial and role, with the name hidden in stories, until a curator records consent."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.nominations.masking import MaskKind
from app.nominations.models import Entry, EntryPerson, Nomination
from app.nominations.names import find_name, initial_of, shown_name
from app.nominations.rules import State
from app.nominations.service.masking import hide, lift, list_masks
from app.nominations.service.placing import find_person
from app.programme.rules import Recognises
from app.web.engine import lock


def hide_nominee(nomination: Nomination, entry: Entry, *, by: User) -> None:
    """Hide the name of the person an entry is about in one story, unless they agreed to be named."""
    person = find_person(entry)
    if entry.category.recognises is not Recognises.PERSON or (person and person.consented_at):
        return
    story = nomination.written.story or ""
    hidden = [(mask.start, mask.end) for mask in list_masks(nomination)]
    names = {(person.full_name if person else "") or "", nomination.written.nominee or ""}
    for name in sorted(names - {""}, key=len, reverse=True):
        spans = [span for span in find_name(story, name) if not _is_within(span, hidden)]
        hide(nomination, spans, kind=MaskKind.NAME, shown_as=initial_of(name), by=by)
        hidden += spans


def record_consent(entry: Entry, *, how: str, by: User) -> EntryPerson:
    """Note that a person agreed to be named, and how; the name then stands wherever the initial stood."""
    person = _require_person(entry)
    if not how:
        raise Refused("Enter how the person agreed, such as “by mail, 12 November”.", field="how")
    if person.consented_at is None:
        person.consented_at, person.consent_by_id, person.consent_how = clock.now(), by.id, how
        _show(person, by)
        audit.record("consent to be named recorded", about=entry, by=by)
    return person


def withdraw_consent(entry: Entry, *, by: User) -> EntryPerson:
    """Note that a person no longer wants to be named; the initial stands everywhere again."""
    person = _require_person(entry)
    if person.consented_at is not None:
        person.consented_at = person.consent_by_id = person.consent_how = None
        _show(person, by)
        audit.record("consent to be named withdrawn", about=entry, by=by)
    return person


def change_person(entry: Entry, *, full_name: str, role: str, by: User) -> EntryPerson:
    """Correct the name or the role of the person behind an entry."""
    lock(entry)
    person = find_person(entry)
    if person is None:
        person = EntryPerson(entry_id=entry.id, full_name=full_name, role=role)
        db.session.add(person)
    elif (person.full_name, person.role) == (full_name, role):
        return person
    person.full_name, person.role = full_name, role
    _show(person, by)
    audit.record("person corrected", about=entry, by=by, fields="full_name role")
    return person


def forget_person(nomination: Nomination) -> None:
    """Forget who stands behind an entry once no story of it is left; readers keep the initial and the role."""
    entry = nomination.entry
    person = find_person(entry) if entry else None
    if entry is None or person is None:
        return
    others = select(Nomination.id).where(
        Nomination.entry_id == entry.id, Nomination.id != nomination.id, Nomination.state != State.ERASED
    )
    if db.session.scalar(others.limit(1)) is None:
        entry.nominee = shown_name(person.full_name or "", person.role, has_consented=False)
        db.session.delete(person)
        db.session.flush()


def _require_person(entry: Entry) -> EntryPerson:
    lock(entry)
    person = find_person(entry)
    if person is None or not person.full_name:
        raise Refused("Enter the person's full name first.", field="full_name")
    return lock(person)


def _show(person: EntryPerson, by: User) -> None:
    """Bring the entry's shown name and the stories about it into line with what the person agreed to."""
    db.session.flush()
    entry = db.session.get_one(Entry, person.entry_id)
    has_consented = person.consented_at is not None
    entry.nominee = shown_name(person.full_name or "", person.role, has_consented=has_consented)
    told = select(Nomination).where(Nomination.entry_id == entry.id, Nomination.state == State.ACCEPTED)
    for nomination in db.session.scalars(told):
        if has_consented:
            _show_nominee(nomination, person, by)
        else:
            hide_nominee(nomination, entry, by=by)
    db.session.flush()


def _show_nominee(nomination: Nomination, person: EntryPerson, by: User) -> None:
    story = nomination.written.story or ""
    spans = {span for name in (person.full_name, nomination.written.nominee) if name for span in find_name(story, name)}
    masks = list_masks(nomination)
    lift(nomination, [m for m in masks if m.kind is MaskKind.NAME and (m.start, m.end) in spans], by=by)


def _is_within(span: tuple[int, int], hidden: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in hidden)
