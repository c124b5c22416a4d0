"""Codes of a second factor: from a phone, or from the list kept for the day it is lost."""

import secrets
from hmac import compare_digest
from urllib.parse import urlsplit

import pyotp
import segno

from app import clock
from app.accounts.rules import CODE_DIGITS, CODE_SECONDS, RECOVERY_CODES
from app.web.links import keyed_hash, settings

GROUPS, GROUP = 4, 4
SKEW = 1


def make_secret() -> str:
    """Make the secret that a phone and we will share."""
    return pyotp.random_base32()


def address_of(secret: str, *, email: str) -> str:
    """Return what the picture says to a phone: whose secret it is, and of which site."""
    site = f"Support Awards {urlsplit(settings().public_url).hostname}"
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=site)


def picture_of(address: str) -> str:
    """Draw an address as a picture that a phone reads, dark on white in every theme."""
    return segno.make(address, error="m").svg_data_uri(scale=5, dark="#000", light="#fff")


def find_step(secret: str, code: str, *, after: int) -> int | None:
    """Find the time step a code belongs to: now or one beside it, and later than the last one taken."""
    if len(code) != CODE_DIGITS or not code.isdecimal():
        return None
    clock_step = int(clock.now().timestamp()) // CODE_SECONDS
    steps = range(max(clock_step - SKEW, after + 1), clock_step + SKEW + 1)
    totp = pyotp.TOTP(secret)
    return next((step for step in steps if compare_digest(totp.generate_otp(step), code)), None)


def make_recovery_codes() -> list[str]:
    """Make a fresh list of codes: digits alone, for phones that offer nothing else in the field, in readable groups."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(RECOVERY_CODES)]


def hash_of(recovery_code: str, *, owner: str) -> str:
    """Return what is kept of a recovery code."""
    return keyed_hash("recovery code", f"{owner}|{tidy_code(recovery_code)}")


def tidy_code(typed: str) -> str:
    """Bring a typed code to the digits that count."""
    return "".join(each for each in typed if each.isascii() and each.isdecimal())


def _group() -> str:
    return f"{secrets.randbelow(10**GROUP):0{GROUP}}"
