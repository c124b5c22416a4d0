"""Put what must not cross in order: on SQLite the write lock does it, on PostgreSQL a lock by number."""

from sqlalchemy import func, select

from app.extensions import db

LOCK = 7_205_001


def in_turn() -> None:
    """Let one at a time open a reply or say no to being written to, until the running action ends."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def beside_others() -> None:
    """Let posts be stored by many at once, but never while somebody says no to being written to."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock_shared(LOCK)))
