"""How the database is opened and when it may be written to, on SQLite and on PostgreSQL alike."""

import random
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, CursorResult, Engine, Executable, event, exc, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from app.errors import Removed
from app.extensions import Base, db

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
    "wal_autocheckpoint=4000",
)
LOCK_SECONDS = 4.0
LONGEST_PAUSE = 0.002
IDLE_SECONDS = 1.0
POSTGRESQL_OPTIONS = (
    "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s -c timezone=UTC"
)

Row = TypeVar("Row", bound=Base)
_writing: ContextVar[bool] = ContextVar("writing", default=False)
_held: ContextVar[Connection | None] = ContextVar("held", default=None)


@contextmanager
def writing() -> Iterator[None]:
    """Let the transactions begun inside take the write lock at once; `web.act` is the one caller in the app."""
    token, held = _writing.set(True), _held.set(None)
    try:
        yield
    finally:
        _held.reset(held)
        _writing.reset(token)


def engine_options(url: str) -> dict[str, Any]:
    """Return Flask-SQLAlchemy's engine options for this database address; what people typed stays out of errors."""
    if url.startswith("sqlite"):
        return {"pool_timeout": 3, "pool_size": 5, "hide_parameters": True}
    return {
        "hide_parameters": True,
        "pool_timeout": 3,
        "pool_recycle": 300,
        "connect_args": {"connect_timeout": 3, "options": POSTGRESQL_OPTIONS},
    }


def run(statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] = ()) -> CursorResult[Any]:
    """Execute a statement that was built once, in the session's transaction but past the ORM; for hot paths."""
    return connection_for(statement).execute(statement, values or None)


def connection_for(statement: Executable) -> Connection:
    """Return the connection of the session's transaction; refuse a change outside `web.act`."""
    connection = _held.get()
    if connection is None:
        connection = db.session.connection()
        if _writing.get():
            _held.set(connection)
        elif statement.is_dml:
            _refuse_write()
    return connection


def lock(row: Row) -> Row:
    """Read a row as it is now and keep others from changing it until the running action ends."""
    model, state = type(row), inspect(row)
    (key,) = state.identity or ()
    own = select(model).where(state.mapper.primary_key[0] == key).with_for_update(of=model)
    held = db.session.scalars(own.execution_options(populate_existing=True)).one_or_none()
    if held is None:
        raise Removed
    return held


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if _writing.get() and _has_write_lock(connection.connection.dbapi_connection):
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _has_write_lock(driver: Any) -> bool:
    """Ask for the write lock every few milliseconds: SQLite's own waits grow to a tenth of a second each."""
    until, pause = time.monotonic() + LOCK_SECONDS, 0.0003
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while time.monotonic() < until:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as refusal:
                if refusal.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    return False
                time.sleep(random.uniform(0.5, 1) * pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
            else:
                return True
        return False
    finally:
        driver.execute(f"PRAGMA {PRAGMAS[0]}")


@event.listens_for(Engine, "checkin")
def _note_use(_driver: Any, record: Any) -> None:
    record.info["used_at"] = time.monotonic()


@event.listens_for(Engine, "checkout")
def _ask_after_a_pause(driver: Any, record: Any, _proxy: Any) -> None:
    """Make sure that a PostgreSQL connection still lives which nobody has used for a second."""
    is_remote = not isinstance(driver, sqlite3.Connection)
    if is_remote and time.monotonic() - record.info.get("used_at", 0.0) > IDLE_SECONDS:
        try:
            driver.execute("SELECT 1")
            driver.rollback()
        except psycopg.OperationalError as gone:
            raise exc.DisconnectionError from gone


def _refuse_write() -> None:
    raise RuntimeError("Rows change only inside web.act, which holds the write transaction.")


@event.listens_for(db.session, "before_flush")
def _guard_flush(session: Session, _context: Any, _instances: Any) -> None:
    if not _writing.get() and (session.new or session.deleted or session.dirty):
        _refuse_write()


@event.listens_for(db.session, "do_orm_execute")
def _guard_statement(state: ORMExecuteState) -> None:
    if not _writing.get() and (state.is_insert or state.is_update or state.is_delete):
        _refuse_write()
