"""When a post that is put off comes back; hours are those of the season's zone."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.errors import Refused

EVENING, MORNING = time(20), time(9)
LATER = timedelta(hours=2)
LONGEST = timedelta(days=60)


class Snooze(StrEnum):
    """Until when a post is put off."""

    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"
    DATE = "date"


SNOOZE_WORDS: Mapping[Snooze, str] = {
    Snooze.TONIGHT: "Tonight",
    Snooze.TOMORROW: "Tomorrow",
    Snooze.NEXT_WEEK: "Next week",
    Snooze.DATE: "A date",
}


def until(choice: Snooze, *, now: datetime, zone: str, on: date | None = None) -> datetime:
    """Return the instant at which a post comes back; after eight in the evening, tonight means in two hours."""
    local = now.astimezone(ZoneInfo(zone))
    if choice is Snooze.TONIGHT:
        evening = datetime.combine(local.date(), EVENING, local.tzinfo)
        return evening if evening > local else local + LATER
    day = on if choice is Snooze.DATE else next_day(choice, local.date())
    if day is None or not local.date() < day <= (local + LONGEST).date():
        raise Refused(f"Choose a day from tomorrow until {(local + LONGEST):%-d %B}.", field="until")
    return datetime.combine(day, MORNING, local.tzinfo)


def next_day(choice: Snooze, today: date) -> date:
    """Return tomorrow, or the next Monday."""
    return today + timedelta(days=1 if choice is Snooze.TOMORROW else 7 - today.weekday())


def offers(now: datetime, zone: str) -> list[tuple[Snooze, str, datetime]]:
    """List the times that are offered: each with its words and its instant."""
    ready = (Snooze.TONIGHT, Snooze.TOMORROW, Snooze.NEXT_WEEK)
    return [(each, SNOOZE_WORDS[each], until(each, now=now, zone=zone)) for each in ready]
