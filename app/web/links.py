"""Public addresses: random ids, and links derived from the secret key instead of being stored."""

import hmac
import re
import secrets
from base64 import b32encode
from urllib.parse import urlsplit

from flask import current_app

from app.config import Settings

LETTERS = "abcdefghijkmnpqrstuvwxyz"
ID_LENGTH = 10
WELL_FORMED = re.compile(rf"[{LETTERS}]{{{ID_LENGTH}}}-[a-z2-7]{{26}}")
_FAIR = 256 - 256 % len(LETTERS)


def new_public_id() -> str:
    """Make ten random letters (45 bits) that name a row in public."""
    fair = [LETTERS[byte % len(LETTERS)] for byte in secrets.token_bytes(2 * ID_LENGTH) if byte < _FAIR]
    return "".join(fair[:ID_LENGTH]) if len(fair) >= ID_LENGTH else new_public_id()


def token_for(purpose: str, public_id: str, generation: int = 0) -> str:
    """Sign an id for one purpose; raising the generation revokes every earlier link."""
    return f"{public_id}-{_mac(settings().secret_keys[0], purpose, public_id, generation)}"


def public_id_in(token: str) -> str:
    """Return the id a token speaks of, before anything is believed."""
    return token.partition("-")[0]


def is_well_formed(token: str) -> bool:
    """Tell whether a text looks like a token of ours, before anything is looked up."""
    return WELL_FORMED.fullmatch(token) is not None


def is_genuine(token: str, purpose: str, generation: int = 0) -> bool:
    """Tell whether one of our keys signed this token for this purpose and generation."""
    public_id, _, mac = token.partition("-")
    made = [_mac(key, purpose, public_id, generation) for key in settings().secret_keys]
    return any(hmac.compare_digest(mac.encode(), each.encode()) for each in made)


def keyed_hash(purpose: str, text: str) -> str:
    """Hash what rows are compared by (addresses, tokens) with the key that is never rotated."""
    return hmac.digest(settings().lasting_key.encode(), f"{purpose}|{text}".encode(), "sha256").hex()


def public_link(endpoint: str, **values: str | int) -> str:
    """Build a whole address under the public URL, without trusting the request's Host header."""
    base = urlsplit(settings().public_url)
    adapter = current_app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)


def settings() -> Settings:
    """Return the settings of the running app."""
    read: Settings = current_app.config["AWARDS"]
    return read


def _mac(key: str, purpose: str, public_id: str, generation: int) -> str:
    digest = hmac.digest(key.encode(), f"{purpose}|{public_id}|{generation}".encode(), "sha256")
    return b32encode(digest[:16]).decode().rstrip("=").lower()
