"""Move days of a season that somebody has seen the consequences of."""

from typing import Any

from app.audit.service import Actor
from app.errors import Conflict
from app.programme import service as programme
from app.programme.models import Season
from app.programme.rules import days_of
from app.web.engine import lock


def move_days(season: Season, *, seen: str, by: Actor, **changes: Any) -> Season:
    """Move days of a season, unless they are no longer those whose move was shown."""
    held = lock(season)
    if seen != days_in_short(held):
        raise Conflict("Somebody else moved a day since you looked. Open the page again to see the days as they are.")
    return programme.edit_season(held, by=by, **changes)


def days_in_short(season: Season) -> str:
    """Write the zone and the days of a season in one word, to tell whether they are still the same."""
    return " ".join([season.zone, *(f"{day:%Y%m%d}" for day in days_of(season).values())])
