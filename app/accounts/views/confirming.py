"""Ask once more for the password of whoever is signed in."""

from flask import request

from app.accounts import passwords, throttle
from app.accounts.models import User
from app.errors import Refused


def place() -> str:
    """Name the place a request comes from."""
    return request.remote_addr or "unknown"


def require_password(user: User, typed: str) -> None:
    """Raise Refused unless this is the person's password; each try counts as one at the door."""
    throttle.take_a_try(user.email, place())
    if not passwords.is_password(user.password_hash, typed):
        raise Refused("This is not your present password", field="password")
    throttle.note_success(user.email, place())
