"""What the demo takes for granted where the settings are silent: development, letters as files, its own address."""

import errno
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from app.config import ROOT, Env, Settings, read_settings
from app.errors import Refused

EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104  compared, not bound


def settle() -> Settings:
    """Fill in what the settings leave open, for this process and its children; refuse in production."""
    given = {**dotenv_values(ROOT / ".env"), **os.environ}
    if given.get("AWARDS_ENV") == Env.PRODUCTION:
        raise Refused("AWARDS_ENV says production. The demo is for development, so nothing was done.")
    os.environ["AWARDS_ENV"] = Env.DEVELOPMENT
    settings = read_settings()
    if not given.get("AWARDS_MAIL_URL"):
        os.environ["AWARDS_MAIL_URL"] = f"file:{settings.var / 'mail'}"
    if not given.get("AWARDS_PUBLIC_URL"):
        host, port = address_of(settings.bind)
        os.environ["AWARDS_PUBLIC_URL"] = f"http://{host}:{port}"
    return read_settings()


def address_of(bind: str) -> tuple[str, int]:
    """Return host and port by which this machine reaches what is bound."""
    try:
        parts = urlsplit(f"//{bind}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if port is None:
        raise Refused(f"AWARDS_BIND is '{bind}'; the demo needs an address and a port such as 127.0.0.1:8000.")
    return ("127.0.0.1" if host in EVERYWHERE else host), port


def require_free_port(bind: str) -> None:
    """Refuse when the address cannot be served, because another program does or it may not be used."""
    host, port = address_of(bind)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as fault:
            raise Refused(why_not_served(host, port, fault)) from fault


def why_not_served(host: str, port: int, fault: OSError) -> str:
    """Say why an address cannot be served, and what to do."""
    if fault.errno == errno.EADDRINUSE:
        another = f"AWARDS_BIND={host}:{port + 1}"
        return f"Something else runs at {host}:{port}. Stop it, or choose another port, such as {another}."
    reason = (fault.strerror or "it cannot be used").lower()
    return f"The site cannot be served at {host}:{port}: {reason}. Choose another address with AWARDS_BIND."


def shown(path: Path) -> str:
    """Write a path as short as it stays clear."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
