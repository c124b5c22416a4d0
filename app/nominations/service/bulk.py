"""One decision about one of many: only what is obvious is accepted so, the rest waits for a closer look."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.companies.models import is_one_of
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations.models import Entry, Nomination
from app.nominations.names import find_name
from app.nominations.personal import spot
from app.nominations.rules import Reason
from app.nominations.service.deciding import accept, reject
from app.nominations.service.holding import hold
from app.nominations.service.masking import list_masks
from app.nominations.service.placing import Placing
from app.nominations.service.taking import Read
from app.programme.rules import Recognises


@dataclass(frozen=True)
class Choice:
    """What is to happen to all that were chosen."""

    action: str
    reason: Reason | None = None
    note: str = ""


def decide(nomination: Nomination, *, choice: Choice, read: str, batch: str, by: User) -> Nomination:
    """Accept, refuse or hold one of a batch; `read` is the revision that was on the list, and the stamp."""
    seen = _seen(read)
    if choice.action == "reject" and choice.reason is not None:
        return reject(nomination, reason=choice.reason, note=choice.note, read=seen, batch=batch, by=by)
    if choice.action == "hold":
        return hold(nomination, note=choice.note, read=seen, batch=batch, by=by)
    if _may_be_personal(nomination):
        raise Refused("Its text may hold personal details that are not hidden. Open it and read it.")
    return accept(nomination, placing=_obvious_placing(nomination), read=seen, batch=batch, by=by)


def _seen(read: str) -> Read:
    number, _, stamp = read.partition(":")
    if not (number.isdecimal() and len(number) < 6):
        raise Conflict("Open the list again: it does not say what you read.")
    return Read(int(number), stamp)


def _may_be_personal(nomination: Nomination) -> bool:
    """Tell whether readers would see something personal; a nominee's own name is hidden by accepting."""
    written = nomination.written
    story = written.story or ""
    hidden = [(mask.start, mask.end) for mask in list_masks(nomination)]
    if nomination.category.recognises is Recognises.PERSON:
        hidden += find_name(story, written.nominee or "")
    spots = spot(story, company=written.company_name or "")
    return any(not any(start <= each.start and each.end <= end for start, end in hidden) for each in spots)


def _obvious_placing(nomination: Nomination) -> Placing:
    """Place what needs no choice: a company the register knows, whose size is checked where that matters."""
    company = nomination.company.canonical if nomination.company else None
    if company is None:
        raise Refused("The register does not know the company. Open it and choose.")
    recognises = nomination.category.recognises
    if recognises is Recognises.TEAM:
        own = (
            select(Entry).join(Entry.company).where(Entry.category_id == nomination.category_id, is_one_of(company.id))
        )
        if db.session.scalars(own.limit(1)).first() is not None:
            raise Refused("Another team of this company has an entry. Open it and say whether it is the same.")
    return Placing(company=company, nominee=(nomination.written.nominee or "") if recognises is Recognises.TEAM else "")
