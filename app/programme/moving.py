"""Which days of a season may still move: none that a frozen story or a sealed score rests on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.errors import Refused
from app.extensions import db
from app.programme.models import Category, Season

OPENED = (
    "Judging has opened and the stories stand as they stood that day, so the day it opens and the zone can no longer "
    "be changed."
)


def require_movable(season: Season, moved: Collection[str], *, opened_at: datetime) -> None:
    """Refuse to move an instant that others rely on by now; `opened_at` is when judging opens without the move."""
    if "judging_opens_at" in moved and clock.now() >= opened_at:
        raise Refused(OPENED, field="judging_opens_on")
    if not set(moved) - {"announced_at"}:
        return
    sealed = _find_sealed(season)
    if sealed is not None:
        raise Refused(
            f"The scores of {sealed.name} are sealed, so only the day of the announcement and the season’s name can "
            "still be changed."
        )


def _find_sealed(season: Season) -> Category | None:
    """Look at the categories as they are now, and let none be sealed until the running action ends."""
    own = select(Category).filter_by(season_id=season.id).order_by(Category.id).with_for_update()
    held = db.session.scalars(own.execution_options(populate_existing=True)).all()
    return next((each for each in held if each.sealed_at is not None), None)
