"""Seal texts that the database or a page keeps for us: whoever reads them there learns nothing."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(text: str, keys: Sequence[str], *, purpose: str) -> str:
    """Seal a secret text with the newest key, for one purpose alone."""
    return _box_of(keys, purpose).encrypt(text.encode()).decode()


def opened(sealed: str, keys: Sequence[str], *, purpose: str, seconds: int | None = None) -> str:
    """Open a text that was sealed for this purpose with whichever key fits, and not too long ago; else nothing."""
    try:
        return _box_of(keys, purpose).decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken:
        return ""


def _box_of(keys: Sequence[str], purpose: str) -> MultiFernet:
    """Derive the sealing keys of a purpose from the secret ones, which serve other purposes too."""
    derived = (HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode()) for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])
