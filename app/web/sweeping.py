"""Let the database itself let go of what was emptied; runs outside any transaction of the session."""

from sqlalchemy import Table, text

from app.extensions import db

PATIENCE_MS = 1_000
VACUUM_MS = 300_000


def sweep(*tables: Table) -> None:
    """Empty SQLite's journal into the file, where old bytes are overwritten; VACUUM these tables on PostgreSQL."""
    if db.engine.dialect.name == "sqlite":
        empty_journal()
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET statement_timeout = {VACUUM_MS}"))
        for table in tables:
            connection.execute(text(f'VACUUM "{table.name}"'))
        connection.execute(text("RESET statement_timeout"))


def empty_journal() -> bool:
    """Cut SQLite's journal to nothing and tell whether nobody was in the way; PostgreSQL has none to cut."""
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout=5000")
    finally:
        connection.close()
    return not is_busy
