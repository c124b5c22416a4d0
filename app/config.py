"""Settings: read once from the environment and `.env`, frozen, and refused when half-configured."""

import contextlib
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from app.errors import Misconfigured

MOST_DOLLARS = 1_000_000
LEAST_SECRET = 16
ROLES = ("organiser", "curator", "judge")
NOBODY = "none"
ROOT = Path(__file__).resolve().parent.parent


class Env(StrEnum):
    """Where the product runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True)
class Settings:
    """Everything the environment decides; secrets stay out of its repr."""

    env: Env
    database_url: str = field(repr=False)
    queue_url: str = field(repr=False)
    secret_keys: tuple[str, ...] = field(repr=False)
    lasting_key: str = field(repr=False)
    public_url: str
    mail_url: str = field(repr=False)
    mail_from: str
    bind: str = "127.0.0.1:8000"
    web_workers: int = 2
    trusted_proxies: int = 0
    x_bearer_token: str = field(default="", repr=False)
    x_api_url: str = "https://api.x.com"
    x_monthly_budget: Decimal = Decimal(50)
    second_factor: frozenset[str] = frozenset()
    learn_from_x: bool = False
    bluesky_handle: str = ""
    bluesky_app_password: str = field(default="", repr=False)
    bluesky_url: str = "https://bsky.social"
    mastodon_url: str = ""
    mastodon_token: str = field(default="", repr=False)
    own_accounts: tuple[tuple[str, str], ...] = ()
    metrics_token: str = field(default="", repr=False)
    var: Path = ROOT / "var"
    argon2_memory_kib: int = 19 * 1024

    @property
    def is_secure(self) -> bool:
        """Tell whether the public address is https, on which cookies and HSTS depend."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def trusted_hosts(self) -> list[str]:
        """List the host names the site answers to."""
        host = urlsplit(self.public_url).hostname or "localhost"
        return [host] if self.env is Env.PRODUCTION else sorted({host, "localhost", "127.0.0.1"})


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raise Misconfigured with one sentence when they cannot work."""
    given = _given(environ)
    env = _env(given)
    var = Path(given.get("AWARDS_VAR") or ROOT / "var").resolve()
    if env is Env.PRODUCTION:
        _require_production(given)
    has_keys = bool(given.get("AWARDS_SECRET_KEY") and given.get("AWARDS_LASTING_KEY"))
    keys = {} if env is Env.PRODUCTION else _development_keys(var, is_needed=not has_keys)
    database_url = _database_url(given.get("AWARDS_DATABASE_URL") or f"sqlite:///{var / 'awards.db'}")
    public_url = _url(given, "AWARDS_PUBLIC_URL", "http://127.0.0.1:8000")
    return Settings(
        env=env,
        database_url=database_url,
        queue_url=given.get("AWARDS_QUEUE_URL") or _queue_url(database_url, var),
        secret_keys=_split(given.get("AWARDS_SECRET_KEY") or keys["secret"]),
        lasting_key=given.get("AWARDS_LASTING_KEY") or keys["lasting"],
        public_url=public_url,
        mail_url=_mail_url(given.get("AWARDS_MAIL_URL") or "console:"),
        mail_from=given.get("AWARDS_MAIL_FROM") or f"Support Awards <awards@{urlsplit(public_url).hostname}>",
        bind=given.get("AWARDS_BIND") or "127.0.0.1:8000",
        web_workers=_whole(given, "AWARDS_WEB_WORKERS", 2, least=1),
        trusted_proxies=_whole(given, "AWARDS_TRUSTED_PROXIES", 0, least=0),
        second_factor=_roles(given.get("AWARDS_SECOND_FACTOR") or _usual_roles(env)),
        x_bearer_token=_secret(given, "AWARDS_X_BEARER_TOKEN"),
        x_api_url=_url(given, "AWARDS_X_API_URL", "https://api.x.com"),
        x_monthly_budget=_dollars(given, "AWARDS_X_MONTHLY_BUDGET", Decimal(50)),
        learn_from_x=_yes_or_no(given, "AWARDS_LEARN_FROM_X"),
        bluesky_handle=given.get("AWARDS_BLUESKY_HANDLE", "").lstrip("@"),
        bluesky_app_password=_secret(given, "AWARDS_BLUESKY_APP_PASSWORD"),
        bluesky_url=_url(given, "AWARDS_BLUESKY_URL", "https://bsky.social"),
        mastodon_url=_url(given, "AWARDS_MASTODON_URL", "") if given.get("AWARDS_MASTODON_URL") else "",
        mastodon_token=_secret(given, "AWARDS_MASTODON_TOKEN"),
        own_accounts=_accounts(given.get("AWARDS_OWN_ACCOUNTS", "")),
        metrics_token=_long_secret(given, "AWARDS_METRICS_TOKEN"),
        var=var,
    )


def _given(environ: Mapping[str, str] | None) -> dict[str, str]:
    if environ is not None:
        return dict(environ)
    from_file = {name: value for name, value in dotenv_values(ROOT / ".env").items() if value is not None}
    return {**from_file, **os.environ}


def _env(given: Mapping[str, str]) -> Env:
    word = given.get("AWARDS_ENV") or Env.DEVELOPMENT
    if word not in set(Env):
        raise Misconfigured(f"AWARDS_ENV is '{word}'; it must be development or production.")
    return Env(word)


def _require_production(given: Mapping[str, str]) -> None:
    needed = ("AWARDS_SECRET_KEY", "AWARDS_LASTING_KEY", "AWARDS_PUBLIC_URL", "AWARDS_MAIL_URL")
    missing = [name for name in needed if not given.get(name)]
    if missing:
        raise Misconfigured(f"Production needs {', '.join(missing)}. Set it in the environment or in .env.")
    if min(map(len, (*_split(given["AWARDS_SECRET_KEY"]), given["AWARDS_LASTING_KEY"]))) < 32:
        raise Misconfigured("AWARDS_SECRET_KEY and AWARDS_LASTING_KEY need at least 32 characters each.")


MADE_KEYS = "development-keys.json"


def _development_keys(var: Path, *, is_needed: bool) -> dict[str, str]:
    """Keep one pair of keys beside the development database, so that a restart signs nobody out."""
    path = var / MADE_KEYS
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_needed:
            return {}
        if not path.exists():
            _make_keys(path)
        keys = json.loads(path.read_text())
        return {"secret": keys["secret"], "lasting": keys["lasting"]}
    except OSError as wrong:
        sentence = f"{path} cannot be read or made ({wrong.strerror}). Let AWARDS_VAR name a folder that is yours."
        raise Misconfigured(sentence) from None
    except (ValueError, KeyError, TypeError):
        sentence = f"{path} holds no keys. Bring it back from a copy; a new one would open nothing that is sealed."
        raise Misconfigured(sentence) from None


def _make_keys(path: Path) -> None:
    """Make the file whole in one step, so that no other process finds half of it."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".keys-") as file:
        json.dump({"secret": secrets.token_hex(32), "lasting": secrets.token_hex(32)}, file)
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)


def _database_url(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if scheme == "postgresql":
        return f"postgresql+psycopg://{rest}"
    if scheme != "sqlite":
        raise Misconfigured("AWARDS_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    path = Path(rest.removeprefix("/"))
    return f"sqlite:///{path if path.is_absolute() else ROOT / path}"


def _mail_url(url: str) -> str:
    if url.partition(":")[0] not in {"smtp", "smtps", "console", "file"}:
        raise Misconfigured("AWARDS_MAIL_URL must begin with smtp://, smtps://, console: or file:.")
    return url


def _queue_url(database_url: str, var: Path) -> str:
    if database_url.startswith("postgresql"):
        return database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    return f"sqlite:///{var / 'queue.db'}"


def _url(given: Mapping[str, str], name: str, default: str) -> str:
    url = (given.get(name) or default).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Misconfigured(f"{name} is '{url}'; it must be a whole address such as https://awards.example.org.")
    return url


def _whole(given: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    text = given.get(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise Misconfigured(f"{name} is '{text}'; it must be a whole number of at least {least}.")
    return int(text)


def _yes_or_no(given: Mapping[str, str], name: str) -> bool:
    text = given.get(name) or "0"
    if text not in {"0", "1"}:
        raise Misconfigured(f"{name} is '{text}'; it must be 1 for yes or 0 for no.")
    return text == "1"


def _dollars(given: Mapping[str, str], name: str, default: Decimal) -> Decimal:
    text = given.get(name) or str(default)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= MOST_DOLLARS:
        raise Misconfigured(f"{name} is '{text}'; it must be an amount in dollars such as 50.")
    return amount


def _usual_roles(env: Env) -> str:
    return "organiser" if env is Env.PRODUCTION else NOBODY


def _roles(text: str) -> frozenset[str]:
    """Read the roles that must have a second factor; that none must is said in a word, never by mistake."""
    named = _split(text)
    if named == (NOBODY,):
        return frozenset()
    unknown = [each for each in named if each not in ROLES]
    if unknown or not named:
        sentence = f"it must be {NOBODY} or a comma list of {', '.join(ROLES)}"
        raise Misconfigured(f"AWARDS_SECOND_FACTOR is '{text}'; {sentence}.")
    return frozenset(named)


def _accounts(text: str) -> tuple[tuple[str, str], ...]:
    """Read accounts of ours, written network:handle, whose own posts are never kept."""
    accounts = [each.partition(":") for each in _split(text)]
    for network, colon, handle in accounts:
        if not (network.isalpha() and colon and handle.strip("@ ")):
            raise Misconfigured("AWARDS_OWN_ACCOUNTS is a comma list such as x:awards, mastodon:awards@example.org.")
    return tuple((network.lower(), handle.strip().lstrip("@")) for network, _, handle in accounts)


def _secret(given: Mapping[str, str], name: str) -> str:
    """Return a secret without the end of the line it was copied with; it is never repeated."""
    text = given.get(name, "").strip()
    if not text.isascii() or not text.isprintable():
        raise Misconfigured(f"{name} has a letter or sign in it that none has. Copy it again.")
    return text


def _long_secret(given: Mapping[str, str], name: str) -> str:
    text = _secret(given, name)
    if text and len(text) < LEAST_SECRET:
        raise Misconfigured(f"{name} is too short; it needs at least {LEAST_SECRET} characters, or none at all.")
    return text


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(",") if key.strip())
