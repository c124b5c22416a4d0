"""Roles, passwords and the lives of sessions and invitations."""

import re
from datetime import timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a person may do here; one person can hold several."""

    ORGANISER = "organiser"
    CURATOR = "curator"
    JUDGE = "judge"


HOMES = {Role.ORGANISER: "/organise/", Role.CURATOR: "/curate/", Role.JUDGE: "/judge/"}

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
OFTEN_USED = re.compile(
    r"p[a@4]ss(w[o0]rd)?|qwert[yz]|asdf(gh)?|letmein|welcome|iloveyou|admin|login|secret|support|awards?|judge"
    r"|organiser|curator|monkey|dragon|football|baseball|sunshine|princess|(19|20)\d\d|1234567890|123456|12345|abc"
)
UNUSUAL_LEAST = 6

PASSWORD_LEAST = 12
PASSWORD_MOST = 128
INVITATION_LIFE = timedelta(days=7)
NEW_PASSWORD_LIFE = timedelta(minutes=60)
SESSION_LIFE = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
LAST_SEEN_EVERY = timedelta(minutes=5)
HALF_WAY_LIFE = timedelta(minutes=10)
SET_UP_LIFE = timedelta(minutes=30)
FRESH = timedelta(minutes=10)
CODE_SECONDS = 30
CODE_DIGITS = 6
RECOVERY_CODES = 10
FEW_RECOVERY_CODES = 3


def tidy_email(address: str) -> str:
    """Bring a staff address to the one spelling it is stored and compared in."""
    return address.strip().lower()


def is_easy_to_guess(password: str, *, email: str) -> bool:
    """Tell whether little is left of a password once the words that everybody tries first are taken out."""
    local = email.partition("@")[0].casefold()
    rest = OFTEN_USED.sub("", password.casefold().replace(" ", ""))
    rest = rest.replace(local, "") if len(local) > 3 else rest
    return len(set(rest)) < UNUSUAL_LEAST


def browser_in_words(user_agent: str) -> str:
    """Name a browser as its owner would: Firefox on Linux."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def is_own_path(wish: str) -> bool:
    """Tell whether a wished address is a path on this site, however a browser may read it."""
    is_path = wish.startswith("/") and not wish.startswith("//")
    return is_path and "\\" not in wish and wish.isascii() and wish.isprintable()
