"""Slow down guessing without ever locking the owner out.

After five tries from one place a wait grows from 2 to 60 seconds, for that place and account alone; a browser that
signed in before counts as a place of its own. After a hundred tries on one account in a row, unknown browsers must
use a link sent by mail. Unknown browsers as a whole get 120 tries in half a minute, so that looking at passwords never
takes the whole machine, and one place gets a third of them, so that it keeps nobody elsewhere out. Every try is counted
before its password is looked at, so tries at the same moment count too.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from flask import current_app, session

from app.errors import TooMany, Unavailable
from app.web.limits import CounterStorage
from app.web.links import keyed_hash

FREE_TRIES = 5
ACCOUNT_TRIES = 100
STRANGERS_TRIES = 120
STRANGERS_FROM_ONE_PLACE = 40
LONGEST_WAIT = 60
PLACE_SECONDS = 15 * 60
ACCOUNT_SECONDS = 24 * 3600
STRANGERS_SECONDS = 30
LETTERS_AN_HOUR = 3
ASKING_AN_HOUR = 30
KNOWN_MOST = 5


def take_a_try(email: str, place: str) -> None:
    """Count one try at a password; raise TooMany while this place has to wait."""
    _take(email, place, account=email, when_exhausted="Use the link for a new password below")


def take_a_code(email: str, place: str) -> None:
    """Count one try at a code of the second factor, apart from tries at the password that came before it."""
    _take(email, place, account=_code_of(email), when_exhausted="Log in where you did before, or ask an organiser")


def _take(email: str, place: str, *, account: str, when_exhausted: str) -> None:
    is_known = is_known_browser(email)
    bucket = _key(account, "known" if is_known else place)
    with _reachable() as store:
        tries = store.get(f"try|{bucket}")
        if tries >= FREE_TRIES and store.incr(f"wait|{bucket}", wait_after(tries)) > 1:
            raise TooMany("Too many tries. Wait a minute and try again", retry_after=_rest(store, f"wait|{bucket}"))
        if not is_known:
            _hold_strangers_off(store, account, place, when_exhausted)
        store.incr(f"try|{bucket}", PLACE_SECONDS)


def note_success(email: str, place: str) -> None:
    """Forget the tries at this account and know this browser again."""
    with _reachable() as store:
        for account in (email, _code_of(email)):
            for bucket in (_key(account, "known"), _key(account, place)):
                store.clear(f"try|{bucket}")
                store.clear(f"wait|{bucket}")
            store.clear(f"account|{_key(account)}")
    known: list[str] = session.get("known", [])
    session["known"] = [*(key for key in known if key != _mark(email)), _mark(email)][-KNOWN_MOST:]


def is_known_browser(email: str) -> bool:
    """Tell whether this account signed in from this browser before."""
    return _mark(email) in session.get("known", [])


def may_send_letter(email: str, place: str) -> bool:
    """Count a wish for a letter; False when this address has had enough, TooMany when this place asks for many."""
    with _reachable() as store:
        if store.incr(f"asking|{_key(place)}", 3600) > ASKING_AN_HOUR:
            raise TooMany("Too many tries. Wait an hour and try again", retry_after=3600)
        return store.incr(f"letter|{_key(email)}", 3600) <= LETTERS_AN_HOUR


def wait_after(tries: int) -> int:
    """Return the wait in seconds after so many tries: 2, 4, 8 … 60."""
    return int(min(2 ** min(tries - FREE_TRIES + 1, 10), LONGEST_WAIT))


def _hold_strangers_off(store: CounterStorage, account: str, place: str, when_exhausted: str) -> None:
    if store.incr(f"account|{_key(account)}", ACCOUNT_SECONDS) > ACCOUNT_TRIES:
        raise TooMany(f"Too many tries at this account. {when_exhausted}", retry_after=LONGEST_WAIT)
    for counter, most in ((f"strangers|{_key(place)}", STRANGERS_FROM_ONE_PLACE), ("strangers", STRANGERS_TRIES)):
        if store.incr(counter, STRANGERS_SECONDS) > most:
            rest = _rest(store, counter)
            raise TooMany("Many people log in at this moment. Wait a few seconds and try again", retry_after=rest)


@contextmanager
def _reachable() -> Iterator[CounterStorage]:
    try:
        yield current_app.extensions["counters"]
    except (sqlite3.Error, psycopg.Error) as error:
        raise Unavailable from error


def _code_of(email: str) -> str:
    return f"code of {email}"


def _rest(store: CounterStorage, key: str) -> int:
    return max(1, int(store.get_expiry(key) - time.time()) + 1)


def _mark(email: str) -> str:
    return _key(email)[:16]


def _key(*parts: str) -> str:
    return keyed_hash("throttle", "|".join(parts))
