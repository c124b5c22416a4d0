"""What a nominator does to take a nomination back."""

from app import clock
from app.audit import service as audit
from app.nominations.models import Nomination
from app.nominations.rules import State, require_move
from app.nominations.service.sending import NOMINATOR
from app.web.engine import lock


def withdraw(nomination: Nomination) -> Nomination:
    """Take a nomination back; its story leaves the site at once, submitted scorecards stay."""
    lock(nomination)
    require_move(nomination.state, State.WITHDRAWN)
    nomination.state = State.WITHDRAWN
    nomination.ended_at = clock.now()
    audit.record("nomination withdrawn", about=nomination, by=NOMINATOR)
    return nomination
