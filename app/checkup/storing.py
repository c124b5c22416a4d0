"""Does the database take what people send, is it whole, does the log hold, and is there a way back?"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import text

from app import clock
from app.audit import queries as audit
from app.checkup.findings import Finding, broken, look, works
from app.config import Env
from app.desk.rules.alarms import BACKUP_EVERY
from app.extensions import db
from app.home import health
from app.migrating import newest_migration, present_migration
from app.web import slots
from app.web.links import settings

SOON_FULL = 512 * 1024 * 1024
OFF_BY = timedelta(minutes=1)
NIGHTLY = "Run `awards backup FILE` every night, and keep a copy on another machine."


def check_database() -> Iterator[Finding]:
    """Say whether the database stands where the code does and takes a write."""
    present, newest = present_migration(), newest_migration()
    if present is None:
        yield broken("Database", "It is empty.", "Run `awards init --email you@example.org`.")
        return
    if present != newest:
        yield broken("Database", f"It stands at {present} and the code at {newest}.", "Run `awards db upgrade`.")
        return
    if health.can_write():
        yield works("Database", f"{_named()}, migration {present}, takes writes.")
    else:
        yield broken("Database", "It takes no writes.", "Look for a full disk or a database that is read-only.")


def check_whole() -> Iterator[Finding]:
    """Say whether the files of SQLite are sound; PostgreSQL looks after its own."""
    if db.engine.dialect.name == "sqlite":
        sound = db.session.execute(text("PRAGMA quick_check(1)")).scalar()
        lost = len(db.session.execute(text("PRAGMA foreign_key_check")).fetchall())
        if sound != "ok" or lost:
            said = f"{lost} rows point nowhere" if sound == "ok" else str(sound)
            yield broken("Integrity", f"The database is damaged: {said}.", "Restore the newest backup that is whole.")
        else:
            yield works("Integrity", "Every page of the database is sound.")
        return
    careless = [name for name in ("fsync", "full_page_writes", "synchronous_commit") if _setting(name) == "off"]
    if careless:
        yield broken(
            "Integrity", f"PostgreSQL runs with {', '.join(careless)} off.", "Switch it on: a power cut loses."
        )
    elif _setting("server_encoding") != "UTF8":
        yield broken("Integrity", "The database is not in UTF8.", "Make one with --encoding UTF8 and restore into it.")
    else:
        yield works("Integrity", "PostgreSQL keeps what it acknowledged, through a power cut too.")


def check_space() -> Iterator[Finding]:
    """Say how much room there is."""
    free = shutil.disk_usage(settings().var).free
    said = f"{free / 1e9:,.1f} GB free where the site keeps its files."
    if free < health.LEAST_FREE:
        yield broken("Disk", said, "Make room: the site answers 503 until there is some.")
    elif free < SOON_FULL:
        yield look("Disk", said, "Make room before it is full.")
    else:
        yield works("Disk", said)


def check_log() -> Iterator[Finding]:
    """Say whether the log is as it was written, to its end."""
    verdict = audit.verify()
    if verdict.broken_at is not None:
        yield broken("Log", f"Broken at line {verdict.broken_at}. {verdict.sentence}", "Find out who had access.")
    elif verdict.count and not audit.list_heads():
        yield look(
            "Log", f"All {verdict.count:,} lines hold, but no head is noted.", "Start `awards worker`; it notes them."
        )
    else:
        yield works("Log", f"All {verdict.count:,} lines are as they were written.")


def check_backup() -> Iterator[Finding]:
    """Say how old the newest backup is."""
    made = slots.find_last_backup()
    say = broken if settings().env is Env.PRODUCTION else look
    if made is None:
        yield say("Backup", "None was ever made.", NIGHTLY)
    elif clock.now() - made > BACKUP_EVERY:
        yield say("Backup", f"The newest is {(clock.now() - made).days} days old.", NIGHTLY)
    else:
        yield works("Backup", f"The newest was made on {made:%d %B at %H:%M} UTC.")
    if db.engine.dialect.name == "postgresql" and shutil.which("pg_dump") is None:
        yield say(
            "Backup", "pg_dump is not on this machine.", "apt-get install postgresql-client, of the same version."
        )


def check_clock() -> Iterator[Finding]:
    """Say whether this machine and the rest of the site agree what time it is."""
    now = clock.now()
    others = {"the newest line of the log": _newest_line()}
    if db.engine.dialect.name == "postgresql":
        others["PostgreSQL"] = db.session.execute(text("SELECT clock_timestamp()")).scalar()
    wrong = [
        name
        for name, at in others.items()
        if at and (at - now > OFF_BY or (name == "PostgreSQL" and now - at > OFF_BY))
    ]
    if wrong:
        yield broken(
            "Clock", f"This machine's clock and {wrong[0]} disagree.", "Keep the time by NTP on every machine."
        )
    else:
        yield works("Clock", f"It is {now:%d %B %Y %H:%M} UTC.")


def _newest_line() -> datetime | None:
    return next((line.at for line in audit.list_lines(limit=1)), None)


def _named() -> str:
    if db.engine.dialect.name == "sqlite":
        return "SQLite"
    return f"PostgreSQL {_setting('server_version')}"


def _setting(name: str) -> str:
    return str(db.session.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar())
