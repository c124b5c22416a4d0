"""Whose database this is: nobody's yet, the demo's, or somebody's own, which the demo leaves alone."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import inspect, select

from app.audit.models import AuditLine
from app.audit.queries import HEADS_FILE
from app.demo.filling import EARLIER, MAIL
from app.demo.seasons import BEGUN, FILLED
from app.errors import Refused
from app.extensions import db, queue
from app.web.limits import CounterStorage
from app.web.links import settings


class Standing(StrEnum):
    """What a database holds."""

    EMPTY = "empty"
    BEGUN = "begun"
    FILLED = "filled"
    FOREIGN = "foreign"


def find_standing() -> Standing:
    """Say what the database holds, by the lines the demo leaves in the log."""
    tables = inspect(db.engine).get_table_names()
    if AuditLine.__tablename__ not in tables:
        return Standing.FOREIGN if tables else Standing.EMPTY
    verbs = set(db.session.scalars(select(AuditLine.verb).distinct()))
    db.session.rollback()
    if FILLED in verbs:
        return Standing.FILLED
    if BEGUN in verbs:
        return Standing.BEGUN
    return Standing.FOREIGN if verbs else Standing.EMPTY


def place_in_words() -> str:
    """Name the database without its password."""
    return db.engine.url.render_as_string(hide_password=True)


def require_sqlite() -> Path:
    """Return the file of the database; refuse to empty another kind."""
    if db.engine.dialect.name != "sqlite" or not db.engine.url.database:
        raise Refused(
            "The demo can begin anew on SQLite only. Drop and create the PostgreSQL database, then run `awards demo`."
        )
    return Path(db.engine.url.database)


def delete(counters: CounterStorage) -> None:
    """Delete the database with its letters, waiting jobs and counters; the development keys stay."""
    path = require_sqlite()
    db.session.remove()
    db.engine.dispose()
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    queue.huey.flush()
    counters.reset()
    var = settings().var
    (var / HEADS_FILE).unlink(missing_ok=True)
    for folder in (MAIL, EARLIER):
        for letter in (var / folder).glob("*.eml"):
            letter.unlink()
