"""Confirm what its reader has seen."""

from app.nominations.models import Nomination
from app.nominations.noticing import Noticed
from app.nominations.service.confirming import confirm, hold_with_others


def confirm_seen(nomination: Nomination, revision: int, noticed: Noticed | None = None) -> bool:
    """Confirm a nomination that still says what its reader saw, and tell whether it did."""
    hold_with_others(nomination)
    if nomination.revision_number != revision:
        return False
    confirm(nomination, noticed=noticed)
    return True
