"""Hash and check passwords, outside any write transaction and at most four at a time."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.rules import PASSWORD_LEAST, PASSWORD_MOST
from app.web.links import settings

_at_once = BoundedSemaphore(4)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password."""
    with _at_once:
        return _hasher(settings().argon2_memory_kib).hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; takes as long when there is nobody to compare with."""
    hasher = _hasher(settings().argon2_memory_kib)
    with _at_once:
        try:
            return hasher.verify(password_hash or _nobody(settings().argon2_memory_kib), password) and bool(
                password_hash
            )
        except (VerificationError, InvalidHashError):
            return False


def find_fault(password: str, *, email: str) -> str | None:
    """Return what is wrong with a new password, or None."""
    if len(password) < PASSWORD_LEAST:
        return f"Use at least {PASSWORD_LEAST} characters; a few words in a row work well"
    if len(password) > PASSWORD_MOST:
        return f"Use at most {PASSWORD_MOST} characters"
    local = email.partition("@")[0].casefold()
    plain = password.casefold()
    if len(set(plain)) < 5 or (len(local) > 3 and local in plain) or "supportawards" in plain.replace(" ", ""):
        return "This password is easy to guess; choose other words"
    return None


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)


@cache
def _nobody(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")
