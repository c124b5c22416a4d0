"""States of a letter and the waits between tries."""

from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(seconds=60)
GIVE_UP_AFTER = timedelta(hours=72)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_WAIT_IN_OUTAGE = timedelta(minutes=5)
PUT_OFF_IN_A_ROW = 5
ATTEMPTS_LIFE = timedelta(days=90)

Pace = tuple[timedelta, int]
ADDRESS_PACES: tuple[Pace, ...] = ((timedelta(minutes=10), 1), (timedelta(hours=24), 5))
DOMAIN_PACE: Pace = (timedelta(hours=1), 50)
SLOW_PACE: Pace = (timedelta(hours=72), 450)
LONGEST_PACE = max(within for within, _ in (*ADDRESS_PACES, DOMAIN_PACE, SLOW_PACE))
LARGE_PROVIDERS = frozenset(
    "126.com 163.com aol.com comcast.net free.fr gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com"
    " libero.it live.com mac.com mail.ru me.com msn.com naver.com orange.fr outlook.com proton.me protonmail.com"
    " qq.com t-online.de wanadoo.fr web.de yahoo.co.jp yahoo.co.uk yahoo.com yandex.ru".split()
)


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
STOPPABLE = AGAIN | {State.QUEUED}


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries: a minute, doubling up to an hour."""
    return min(FIRST_WAIT * int(2 ** min(tries - 1, 10)), LONGEST_WAIT)


def domain_of(address: str) -> str:
    """Return what stands behind the @, in small letters."""
    return address.strip().lower().rpartition("@")[2]
