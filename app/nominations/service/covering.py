"""Confirm what one link covers, except what its reader did not write."""

from collections.abc import Collection

from app.nominations.models import Nomination
from app.nominations.queries.covered import list_covered
from app.nominations.service.confirming import confirm
from app.web.engine import lock


def confirm_covered(nomination: Nomination, *, is_alone: bool = False, not_mine: Collection[str] = ()) -> list[str]:
    """Confirm a nomination and those its link covers, and return the references of what counts now."""
    covered = [] if is_alone else list_covered(lock(nomination))
    wanted = [each for each in covered or [nomination] if each.reference not in not_mine]
    return [confirm(each).reference for each in wanted]
