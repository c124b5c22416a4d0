"""Which days of a season may still move: none that is over, that a frozen story or a sealed score rests on."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from app import clock
from app.errors import Refused
from app.extensions import db
from app.programme.models import Category, Season

DAY = timedelta(days=1)
PUBLISHED = "The results of this season are published, so its dates stay as they are."
OPENED = (
    "Judging has opened and the stories stand as they stood that day, so the day it opens and the zone can no longer "
    "be changed."
)
OPEN_ALREADY = "Nominations are open already, so the day they open can no longer lie ahead."
IN_THE_PAST = {
    "nominations_close_at": "Nominations cannot close on a day that is over. Choose today or a later day.",
    "judging_closes_at": "Judging cannot end on a day that is over. Choose today or a later day.",
    "announced_at": "The announcement cannot be planned for a day that is over. Choose today or a later day.",
}


def require_movable(
    season: Season, moved: Collection[str], *, before: Mapping[str, datetime], is_zone_another: bool
) -> None:
    """Refuse to move an instant that others rely on by now; `before` are the season's instants without the move."""
    now = clock.now()
    if "judging_opens_at" in moved and now >= before["judging_opens_at"]:
        raise Refused(OPENED, field="zone" if is_zone_another else "judging_opens_on")
    if not moved:
        return
    if set(moved) - {"announced_at"}:
        _require_unsealed(season)
    if "nominations_open_at" in moved and before["nominations_open_at"] <= now < season.nominations_open_at:
        raise Refused(OPEN_ALREADY, field="nominations_open_on")
    for column in IN_THE_PAST:
        end = getattr(season, column) + (DAY if column == "announced_at" else timedelta(0))
        if column in moved and end <= now:
            raise Refused(IN_THE_PAST[column], field=column.removesuffix("_at") + "_on")


def _require_unsealed(season: Season) -> None:
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
