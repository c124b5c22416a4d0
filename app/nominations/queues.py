"""The parts of the curators' queue, and how long something may wait in it."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.nominations.rules import State

ANSWER_WITHIN = timedelta(hours=48)
MOST_COUNTED = 1_000


class Show(StrEnum):
    """What a curator looks at."""

    WAITING = "waiting"
    HELD = "held"
    ASKED = "asked"
    DECIDED = "decided"


STATES: dict[Show, tuple[State, ...]] = {
    Show.WAITING: (State.SUBMITTED, State.HELD),
    Show.HELD: (State.HELD,),
    Show.ASKED: (State.ASKED,),
    Show.DECIDED: (State.ACCEPTED, State.REJECTED),
}


def show_of(word: str | None) -> Show:
    """Return the part of the queue an address asks for; anything else is what waits."""
    return Show(word) if word in set(Show) else Show.WAITING


def age_in_words(since: datetime, now: datetime) -> str:
    """Say how long something has waited."""
    hours = int((now - since) / timedelta(hours=1))
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return f"{hours} hour{'s' if hours > 1 else ''}"
    return f"{hours // 24} days"


def is_late(since: datetime, now: datetime) -> bool:
    """Tell whether an answer is overdue."""
    return now - since >= ANSWER_WITHIN


def count_in_words(count: int) -> str:
    """Write a count that was cut off so that it stays cheap."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"
