"""Run migrations in one transaction, on SQLite without losing the rows of rebuilt tables."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.extensions import Base, db
from app.web.engine import writing


def run() -> None:
    """Bring the database of the running app to the asked revision, whole or not at all."""
    with db.engine.connect() as connection, writing():
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _switch_foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transactional_ddl=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite:
                _require_whole(connection)
        if is_sqlite:
            _switch_foreign_keys(connection, "ON")


def _switch_foreign_keys(connection: Connection, state: str) -> None:
    """Switch outside any transaction: with foreign keys on, rebuilding a table deletes the rows that cascade."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys={state}")


def _require_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"The migration would leave {len(broken)} rows pointing nowhere: {broken[:3]}")


assert current_app
run()
