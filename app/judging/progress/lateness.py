"""Who is silent, and when a reminder is due: whole days and states, nothing finer."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.judging.rules import OPEN_TO_THE_JUDGE, WAITING, AssignmentState

UNSEEN_DAYS = 3
STILL_DAYS = 7
REMINDER_PAUSE = timedelta(hours=48)
REMIND_BEFORE = (timedelta(days=7), timedelta(days=2))

Counts = Mapping[AssignmentState, int]


def waiting_in(counts: Counts) -> int:
    """Count what still needs the judge."""
    return sum(counts.get(state, 0) for state in WAITING)


def asked_in(counts: Counts) -> int:
    """Count what the judge has, finished or not."""
    return sum(counts.get(state, 0) for state in OPEN_TO_THE_JUDGE)


def silence_of(counts: Counts, *, unseen_since: date | None, changed_on: date, today: date) -> str:
    """Say in a few words why a judge counts as silent; nothing when they do not."""
    if not waiting_in(counts):
        return ""
    unseen = (today - unseen_since).days if unseen_since else 0
    if unseen >= UNSEEN_DAYS:
        return f"Not acknowledged for {unseen} days"
    still = (today - changed_on).days
    return f"Nothing changed for {still} days" if still >= STILL_DAYS else ""


def may_remind(last: datetime | None, now: datetime) -> bool:
    """Tell whether a judge may get another reminder yet."""
    return last is None or now - last >= REMINDER_PAUSE


def is_due(told_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Tell whether a judge, last told of their entries at `told_at`, is to be reminded without anybody asking."""
    passed = [closes_at - before for before in REMIND_BEFORE if closes_at - before <= now < closes_at]
    return bool(passed) and told_at < max(passed) and may_remind(told_at, now)
