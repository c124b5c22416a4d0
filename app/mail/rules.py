"""States of a letter and the waits between tries."""

from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(seconds=60)
GIVE_UP_AFTER = timedelta(hours=72)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
PACES = ((timedelta(minutes=10), 3), (timedelta(hours=24), 5))
LONGEST_WAIT_IN_OUTAGE = timedelta(minutes=5)


class State(StrEnum):
    """Where a letter stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    STUCK = "stuck"
    REFUSED = "refused"
    CANCELLED = "cancelled"


WAITING = frozenset({State.QUEUED, State.SENDING})
AGAIN = frozenset({State.STUCK, State.REFUSED})


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries: a minute, doubling up to an hour."""
    return min(FIRST_WAIT * int(2 ** min(tries - 1, 10)), LONGEST_WAIT)
