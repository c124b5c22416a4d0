"""The work a browser does while a person writes: dear for ten thousand posts, unnoticed for one.

ALTCHA in deterministic mode: the answer lies in a narrow range, so that every phone needs about the same time. It is a
price and no proof of a person, so a nomination without it is stored all the same.
"""

import hmac
import random
import sqlite3
from datetime import timedelta
from typing import Any

import altcha
import psycopg
from flask import current_app

from app import clock
from app.nominations.weighing import Signal
from app.web.limits import CounterStorage
from app.web.links import settings

ALGORITHM = "PBKDF2/SHA-256"
COST = 1_000
COUNTERS = (100, 200)
LIFE = timedelta(minutes=20)
LONGEST = 4_000
_chance = random.SystemRandom()


def new_challenge() -> dict[str, Any]:
    """Make a challenge that runs out in twenty minutes, signed with the newest key."""
    secret, key_secret = _secrets(settings().secret_keys[0])
    challenge = altcha.create_challenge(
        algorithm=ALGORITHM,
        cost=COST,
        counter=_chance.randint(*COUNTERS),
        expires_at=clock.now() + LIFE,
        hmac_secret=secret,
        hmac_key_secret=key_secret,
    )
    return challenge.to_dict()


def check(payload: str) -> Signal | None:
    """Check a solved challenge once; the signal says that there was none, or that it was no good."""
    if not payload:
        return Signal.NO_PROOF
    return None if len(payload) <= LONGEST and _is_solved(payload) and _is_new(payload) else Signal.FAILED_PROOF


def _is_solved(payload: str) -> bool:
    for key in settings().secret_keys:
        secret, key_secret = _secrets(key)
        found = altcha.verify_solution(payload, secret, hmac_key_secret=key_secret)
        if found.verified or not found.invalid_signature:
            return found.verified
    return False


def _is_new(payload: str) -> bool:
    """Note a solution as used; when the notes cannot be reached, the person has the benefit of the doubt."""
    signature = altcha.Payload.from_base64(payload).challenge.signature
    store: CounterStorage = current_app.extensions["counters"]
    try:
        return store.incr(f"proof|{signature}", LIFE.total_seconds()) == 1
    except (sqlite3.Error, psycopg.Error):
        return True


def _secrets(key: str) -> tuple[bytes, bytes]:
    return hmac.digest(key.encode(), b"proof", "sha256"), hmac.digest(key.encode(), b"proof key", "sha256")
