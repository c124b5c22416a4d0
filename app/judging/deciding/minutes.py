"""Minutes of a decision: who was present and what was discussed, with every version kept."""

from sqlalchemy import Select, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.judging import visibility
from app.judging.models import Minutes
from app.programme.models import Category
from app.web.engine import lock

OVERTAKEN = (
    "Somebody wrote these minutes while you were writing. Their version is below; yours is still in the form. "
    "Bring both together and save again."
)


def list_minutes(viewer: User, category: Category) -> list[Minutes]:
    """List every version of a category's minutes, newest first, for whoever may enter its room."""
    visibility.require_numbered(viewer, category, clock.now())
    return list(db.session.scalars(_versions(category)))


def write_minutes(category: Category, *, present: str, discussed: str, seen: int, by: User) -> Minutes:
    """Keep a new version of the minutes; `seen` is the number of the one that was on the page, 0 for none."""
    visibility.require_numbered(by, category, clock.now())
    lock(category)
    if category.season.published_at is not None:
        raise Conflict(f"{category.season.name} is announced, so its minutes stay as they are.")
    newest = db.session.scalar(_versions(category).limit(1))
    number = newest.number if newest else 0
    if newest and (newest.present, newest.discussed) == (present, discussed):
        return newest
    if number != seen:
        raise Conflict(OVERTAKEN)
    row = Minutes(
        category_id=category.id,
        number=number + 1,
        present=present,
        discussed=discussed,
        written_by=by,
        written_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record("minutes written", about=category, by=by, version=row.number)
    return row


def _versions(category: Category) -> Select[Minutes]:
    return select(Minutes).filter_by(category_id=category.id).order_by(Minutes.number.desc())
