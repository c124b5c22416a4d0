"""Slow down guessing without ever locking the owner out.

After five misses from one place a wait grows from 2 to 60 seconds, for that place and account alone. After a hundred
misses on one account, places it never signed in from must use a link sent by mail; known browsers go on.
"""

import time

from flask import current_app, session

from app.errors import TooMany
from app.web.limits import CounterStorage
from app.web.links import keyed_hash

FREE_MISSES = 5
ACCOUNT_MISSES = 100
LONGEST_WAIT = 60
MEMORY_SECONDS = 15 * 60
ACCOUNT_MEMORY_SECONDS = 24 * 3600


def require_patience(email: str, place: str) -> None:
    """Raise TooMany while this place has to wait, or while strangers are kept from this account."""
    if _store().get(f"wait|{_key(email, place)}"):
        until = _store().get_expiry(f"wait|{_key(email, place)}")
        raise TooMany("Too many tries. Wait a minute and try again.", retry_after=_seconds_until(until))
    if _store().get(f"account|{_key(email)}") >= ACCOUNT_MISSES and not is_known_browser(email):
        raise TooMany(
            "Too many wrong passwords for this account. Use the link for a new password below.",
            retry_after=LONGEST_WAIT,
        )


def note_miss(email: str, place: str) -> None:
    """Count a wrong password, before anything else is written."""
    misses = _store().incr(f"miss|{_key(email, place)}", MEMORY_SECONDS)
    _store().incr(f"account|{_key(email)}", ACCOUNT_MEMORY_SECONDS)
    if misses >= FREE_MISSES:
        _store().incr(f"wait|{_key(email, place)}", wait_after(misses))


def note_success(email: str, place: str) -> None:
    """Forget the misses from this place and know this browser again."""
    _store().clear(f"miss|{_key(email, place)}")
    known: list[str] = session.get("known", [])
    session["known"] = sorted({*known, _key(email)[:16]})[-5:]


def is_known_browser(email: str) -> bool:
    """Tell whether this account signed in from this browser before."""
    return _key(email)[:16] in session.get("known", [])


def wait_after(misses: int) -> int:
    """Return the wait in seconds after so many misses: 2, 4, 8 … 60."""
    return int(min(2 ** (misses - FREE_MISSES + 1), LONGEST_WAIT))


def _key(*parts: str) -> str:
    return keyed_hash("throttle", "|".join(parts))


def _seconds_until(moment: float) -> int:
    return max(1, int(moment - time.time()) + 1)


def _store() -> CounterStorage:
    store: CounterStorage = current_app.extensions["counters"]
    return store
