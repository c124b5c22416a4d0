"""Hold a nomination until somebody has looked closer, with a note to colleagues."""

from app.accounts.models import User
from app.audit import service as audit
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.service.taking import Read, is_repeated, sign, take


def hold(
    nomination: Nomination, *, note: str = "", read: Read | None = None, batch: str | None = None, by: User
) -> Nomination:
    """Keep a nomination in the queue as held; the note is for colleagues only."""
    if is_repeated(nomination, then=State.HELD, by=by) and nomination.held_note == (note or None):
        return nomination
    take(nomination, then=State.HELD, read=read)
    nomination.state = State.HELD
    nomination.held_note, nomination.was_held = note or None, False
    sign(nomination, by=by, batch=batch)
    audit.record("nomination held", about=nomination, by=by)
    return nomination
