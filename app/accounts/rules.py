"""Roles, passwords and the lives of sessions and invitations."""

from datetime import timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a person may do here; one person can hold several."""

    ORGANISER = "organiser"
    CURATOR = "curator"
    JUDGE = "judge"


PASSWORD_LEAST = 12
PASSWORD_MOST = 128
INVITATION_LIFE = timedelta(days=7)
NEW_PASSWORD_LIFE = timedelta(minutes=60)
SESSION_LIFE = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
LAST_SEEN_EVERY = timedelta(minutes=5)


def tidy_email(address: str) -> str:
    """Bring a staff address to the one spelling it is stored and compared in."""
    return address.strip().lower()
