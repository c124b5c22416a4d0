"""Move a nomination to the category it belongs to."""

from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import UNDECIDED
from app.nominations.service.taking import Read, require_confirmed, require_unchanged, sign
from app.programme.models import Category
from app.web.engine import lock


def move(nomination: Nomination, *, category: Category, read: Read | None = None, by: User) -> Nomination:
    """Put an undecided nomination into another category of its season; safe to repeat."""
    lock(nomination)
    require_confirmed(nomination)
    if nomination.category_id == category.id:
        return nomination
    if nomination.state not in UNDECIDED:
        raise Conflict("Undo the decision first, then move it.")
    require_unchanged(nomination, read)
    if category.season_id != nomination.season_id:
        raise Refused("This category belongs to another season.", field="category")
    was = nomination.category.slug
    nomination.category = category
    sign(nomination, by=by)
    db.session.flush()
    audit.record("nomination moved", about=nomination, by=by, was=was, category=category.slug)
    return nomination
