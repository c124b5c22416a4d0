"""Are the settings what a site needs that people rely on, and do its files stay among those who run it?"""

import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from app.checkup.findings import Finding, broken, look, works
from app.config import ROOT, Env
from app.web.links import settings

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_settings() -> Iterator[Finding]:
    """Say as what the site runs."""
    own = settings()
    if own.env is Env.DEVELOPMENT:
        yield look(
            "Settings",
            f"Read as development, for {own.public_url}.",
            "A site people rely on needs AWARDS_ENV=production, which `awards serve` and `awards worker` take unasked.",
        )
    else:
        yield works("Settings", f"Production, for {own.public_url}, {own.web_workers} web processes.")
    if own.env is Env.PRODUCTION and not own.is_secure:
        yield broken(
            "Public address",
            f"{own.public_url} is not https, so log-ins and private links travel in the open.",
            "Put a TLS proxy in front and set AWARDS_PUBLIC_URL to its https address.",
        )
    if own.is_secure and not own.trusted_proxies:
        yield look(
            "Proxy",
            "AWARDS_TRUSTED_PROXIES is 0, so behind a proxy all visitors look like one.",
            "Set it to the number of your proxies in front, usually 1.",
        )


def check_files() -> Iterator[Finding]:
    """Say which files other users of this machine can open."""
    own, url = settings(), make_url(settings().database_url)
    is_closed = own.var.exists() and not own.var.stat().st_mode & OTHERS
    inside = [] if is_closed else [own.var, *own.var.glob("*.db*"), *own.var.glob("development-keys.json")]
    database = Path(url.database or "") if url.drivername == "sqlite" else None
    if database is not None and database.parent != own.var:
        inside.append(database)
    open_to_others = [path for path in [ROOT / ".env", *inside] if path.exists() and path.stat().st_mode & OTHERS]
    if open_to_others:
        names = ", ".join(str(path) for path in open_to_others[:3])
        more = f" and {len(open_to_others) - 3} more" if len(open_to_others) > 3 else ""
        yield look(
            "Files",
            f"Other users of this machine can open {names}{more}.",
            f"chmod 700 {own.var}" + (f" and chmod 600 {ROOT / '.env'}" if ROOT / ".env" in open_to_others else ""),
        )
    else:
        yield works("Files", f"{own.var} is closed to other users of this machine.")
