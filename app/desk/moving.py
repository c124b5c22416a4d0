"""Move days of a season that somebody has seen the consequences of, and begin the letter that tells of it."""

from collections.abc import Sequence
from typing import Any

from app.accounts.models import User
from app.audit.service import Actor
from app.correspondence.models import Broadcast
from app.correspondence.rules import Audience
from app.correspondence.service import broadcasts
from app.correspondence.service.broadcasts import Draft
from app.desk.rules.moving import Move
from app.errors import Conflict
from app.programme import service as programme
from app.programme.models import Season
from app.programme.rules import days_of
from app.web.engine import lock
from app.web.pages import day, last_day


def move_days(season: Season, *, seen: str, by: Actor, **changes: Any) -> Season:
    """Move days of a season, unless they are no longer those whose move was shown."""
    held = lock(season)
    if seen != days_in_short(held):
        raise Conflict("Somebody else moved a day since you looked. Open the page again to see the days as they are.")
    return programme.edit_season(held, by=by, **changes)


def days_in_short(season: Season) -> str:
    """Write the zone and the days of a season in one word, to tell whether they are still the same."""
    return " ".join([season.zone, *(f"{day:%Y%m%d}" for day in days_of(season).values())])


def begin_letter(season: Season, moves: Sequence[Move], *, audience: Audience, by: User) -> Broadcast:
    """Begin the draft of a letter to those who were told the old days; it is read and sent by hand."""
    lines = [_in_words(move, season.zone) for move in moves]
    body = f"{{greeting}}\n\nThe days of {season.name} have moved:\n\n" + "\n".join(lines) + "\n\nThank you."
    title = f"{season.name}: new days"
    return broadcasts.begin(Draft(audience, season, None, title, body), by=by)


def _in_words(move: Move, zone: str) -> str:
    write = last_day if move.is_last_day else day
    return f"- {move.title}: {write(move.new, zone)} instead of {write(move.old, zone)}."
