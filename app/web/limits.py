"""Counters that protect people, shared by every process and kept out of the request's transaction."""

import sqlite3
import threading
import time
from contextlib import suppress
from typing import Any

import psycopg
from limits.storage import Storage

TABLE = "limit_counter (key TEXT PRIMARY KEY, hits INTEGER NOT NULL, expires_at DOUBLE PRECISION NOT NULL)"
MADE_BY_ANOTHER = (psycopg.errors.UniqueViolation, psycopg.errors.DuplicateTable, psycopg.errors.DuplicateObject)
INCREASE = """
INSERT INTO limit_counter (key, hits, expires_at) VALUES (:key, :amount, :expires_at)
ON CONFLICT (key) DO UPDATE SET
  hits = CASE WHEN limit_counter.expires_at <= :now THEN excluded.hits ELSE limit_counter.hits + :amount END,
  expires_at = CASE WHEN limit_counter.expires_at <= :now THEN excluded.expires_at ELSE limit_counter.expires_at END
RETURNING hits"""


class CounterStorage(Storage):
    """A `limits` storage on `var/limits.db`, or on an UNLOGGED table of PostgreSQL.

    Losing it in a crash forgets some waits and nothing else, so it is never flushed to disk on purpose.
    """

    STORAGE_SCHEME = ["awards"]  # noqa: RUF012

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._address: str = options["address"]
        self._lock = threading.Lock()
        self._connection: Any = None

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Name what the two drivers raise."""
        return (sqlite3.Error, psycopg.Error)

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter that starts again `expiry` seconds after its first hit."""
        now = time.time()
        rows = self._run(INCREASE, key=key, amount=amount, now=now, expires_at=now + expiry)
        return int(rows[0][0])

    def get(self, key: str) -> int:
        """Return the hits of a counter that has not run out."""
        rows = self._run(
            "SELECT hits FROM limit_counter WHERE key = :key AND expires_at > :now", key=key, now=time.time()
        )
        return int(rows[0][0]) if rows else 0

    def get_expiry(self, key: str) -> float:
        """Return when the counter starts again, in seconds since 1970."""
        rows = self._run("SELECT expires_at FROM limit_counter WHERE key = :key", key=key)
        return float(rows[0][0]) if rows else time.time()

    def check(self) -> bool:
        """Tell whether the counters can be reached."""
        try:
            return self._run("SELECT 1") == [(1,)]
        except self.base_exceptions:
            return False

    def reset(self) -> int | None:
        """Forget every counter."""
        self._run("DELETE FROM limit_counter")
        return None

    def clear(self, key: str) -> None:
        """Forget one counter."""
        self._run("DELETE FROM limit_counter WHERE key = :key", key=key)

    def forget_expired(self) -> None:
        """Remove the counters that have run out."""
        self._run("DELETE FROM limit_counter WHERE expires_at <= :now", now=time.time())

    def close(self) -> None:
        """Let go of the connection; the next use opens another."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _run(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Run one statement on the one connection of this process; on another where that one was lost meanwhile."""
        try:
            return self._run_once(statement, **values)
        except psycopg.OperationalError:
            if not getattr(self._connection, "closed", False):
                raise
            return self._run_once(statement, **values)

    def _run_once(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._connection is None or getattr(self._connection, "closed", False):
                self._connection = _open(self._address)
            if isinstance(self._connection, sqlite3.Connection):
                return self._connection.execute(statement, values).fetchall()
            for name in values:
                statement = statement.replace(f":{name}", f"%({name})s")
            cursor = self._connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


def _open(address: str) -> Any:
    if address.startswith("postgresql"):
        remote = psycopg.connect(address, autocommit=True, connect_timeout=3)
        # Two processes that make it at the same moment both find it missing, and one of them is told of the other.
        with suppress(*MADE_BY_ANOTHER):
            remote.execute(f"CREATE UNLOGGED TABLE IF NOT EXISTS {TABLE}")
        return remote
    local = sqlite3.connect(address, isolation_level=None, timeout=3, check_same_thread=False)
    local.execute("PRAGMA journal_mode=WAL")
    local.execute("PRAGMA synchronous=OFF")
    local.execute(f"CREATE TABLE IF NOT EXISTS {TABLE}")
    return local
