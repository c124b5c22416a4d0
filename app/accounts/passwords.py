"""Hash and check passwords, outside any write transaction and at most four at a time."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.rules import PASSWORD_LEAST, PASSWORD_MOST, is_easy_to_guess
from app.web.links import settings

_at_once = BoundedSemaphore(4)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password."""
    with _at_once:
        return _hasher(settings().argon2_memory_kib).hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; takes as long when there is nobody to compare with."""
    memory = settings().argon2_memory_kib
    with _at_once:
        try:
            fits = _hasher(memory).verify(password_hash or _nobody(memory), password)
        except (VerificationError, InvalidHashError):
            return False
    return fits and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with older settings and should be made again."""
    return _hasher(settings().argon2_memory_kib).check_needs_rehash(password_hash)


def find_fault(password: str, *, email: str) -> str | None:
    """Return what is wrong with a new password, or None."""
    if len(password) < PASSWORD_LEAST:
        return f"Use at least {PASSWORD_LEAST} characters; a few words in a row work well"
    if len(password) > PASSWORD_MOST:
        return f"Use at most {PASSWORD_MOST} characters"
    if is_easy_to_guess(password, email=email):
        return "This password is easy to guess; choose other words"
    return None


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)


@cache
def _nobody(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")
