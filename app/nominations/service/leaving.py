"""What a nominator does to take a nomination back, or its story off the site."""

from app import clock
from app.audit import service as audit
from app.errors import Conflict
from app.nominations.models import Nomination
from app.nominations.rules import IN_WORDS, LIVE, State, require_move
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


def set_off_site(nomination: Nomination, *, is_off: bool) -> Nomination:
    """Take the story off the site or put it back; judges read it either way. Safe to repeat."""
    lock(nomination)
    if nomination.state not in LIVE:
        raise Conflict(f"This nomination is {IN_WORDS[nomination.state]}, so its story is not on the site.")
    if nomination.is_off_site != is_off:
        nomination.is_off_site = is_off
        audit.record(
            "story taken off the site" if is_off else "story put back on the site", about=nomination, by=NOMINATOR
        )
    return nomination
