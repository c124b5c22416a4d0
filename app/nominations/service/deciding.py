"""The curators' decision about a nomination."""

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies.counting import leaves_scorecards_counting
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Nomination
from app.nominations.rules import Reason, State
from app.nominations.service.naming import hide_nominee
from app.nominations.service.placing import Placing, place
from app.nominations.service.taking import Read, is_repeated, note_hold, sign, take


@leaves_scorecards_counting()
def accept(
    nomination: Nomination, *, placing: Placing, read: Read | None = None, batch: str | None = None, by: User
) -> Nomination:
    """Let a nomination count towards an entry, with its nominee's name hidden, and tell its nominator."""
    if is_repeated(nomination, then=State.ACCEPTED, by=by):
        return nomination
    take(nomination, then=State.ACCEPTED, read=read)
    entry = place(nomination, placing, by=by)
    nomination.entry_id = entry.id
    nomination.company_id = entry.company_id
    _decide(nomination, State.ACCEPTED, batch, by)
    hide_nominee(nomination, entry, by=by)
    audit.record("nomination accepted", about=nomination, by=by, entry=entry.public_id, **_entered(nomination, by))
    return nomination


def reject(
    nomination: Nomination,
    *,
    reason: Reason,
    note: str = "",
    read: Read | None = None,
    batch: str | None = None,
    by: User,
) -> Nomination:
    """Keep a nomination out, and tell its nominator why."""
    is_said = is_repeated(nomination, then=State.REJECTED, by=by)
    if is_said and (nomination.reason, nomination.note) == (reason, note or None):
        return nomination
    take(nomination, then=State.REJECTED, read=read)
    nomination.reason = reason
    nomination.note = note or None
    _decide(nomination, State.REJECTED, batch, by)
    audit.record("nomination not accepted", about=nomination, by=by, reason=reason)
    return nomination


def open_address(nomination: Nomination, *, by: User) -> None:
    """Write down that a nominator's name and address were looked at."""
    audit.record("address opened", about=nomination, by=by)


def _decide(nomination: Nomination, state: State, batch: str | None, by: User) -> None:
    note_hold(nomination)
    nomination.state = state
    nomination.decided_at = clock.now()
    sign(nomination, by=by, batch=batch)
    db.session.flush()
    address = nomination.written.email
    if address:
        subject = f"nomination:{nomination.reference}"
        mail.queue_letter("nomination_decided", subject=subject, to=address, again=True)


def _entered(nomination: Nomination, by: User) -> dict[str, str]:
    """Say in the log when a curator accepts what the same curator typed."""
    return {"entered": "by the same curator"} if nomination.written.entered_by_id == by.id else {}
