"""Say when a letter for a chosen hour is due: once a local day, also on days with 23 or 25 hours."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LATEST = timedelta(hours=12)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD = 8


def instant_of(day: date, hour: int, zone: str) -> datetime:
    """Return when an hour strikes on a day.

    An hour that strikes twice counts the first time; one that is left out is taken as long after midnight as usual.
    """
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def next_after(moment: datetime, *, hour: int, zone: str, weekdays: Collection[int], done_on: date | None) -> datetime:
    """Return the next instant after a moment at which a letter is due, on a day that had none yet."""
    first = moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    days = (first + timedelta(days=ahead) for ahead in range(AHEAD + 2))
    chosen = (day for day in days if day.weekday() in weekdays and (done_on is None or day > done_on))
    return next(instant for day in chosen if (instant := instant_of(day, hour, zone)) > moment)


def day_of(moment: datetime, zone: str) -> date:
    """Return which day it is in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
