"""Many rows into a table at once: executemany on SQLite, COPY on PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Table

from app.extensions import Base, UtcDateTime, db

SQLITE_CACHE = "PRAGMA cache_size=-262144"


def insert_rows(table_name: str, rows: list[dict[str, Any]]) -> None:
    """Store rows in the running action; a column that no row names keeps its default."""
    if not rows:
        return
    table = Base.metadata.tables[table_name]
    named = {name: None for row in rows for name in row}
    columns = [name for name in table.columns.keys() if name in named]  # noqa: SIM118
    if db.engine.dialect.name == "sqlite":
        _execute_many(table, columns, rows)
    else:
        _copy(table, columns, rows)


def prepare() -> None:
    """Let the running transaction take its time and its memory."""
    if db.engine.dialect.name == "sqlite":
        _driver().execute(SQLITE_CACHE)
    else:
        _driver().execute("SET LOCAL statement_timeout = 0")


def settle(*table_names: str) -> None:
    """Tell PostgreSQL where its numbers go on, since rows were stored with theirs."""
    if db.engine.dialect.name == "sqlite":
        return
    for name in table_names:
        _driver().execute(
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608
        )


def _driver() -> Any:
    return db.session.connection().connection.driver_connection


def _execute_many(table: Table, columns: list[str], rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608
    instants = [name for name in columns if isinstance(table.c[name].type, UtcDateTime)]
    _driver().executemany(statement, (_for_sqlite(row, columns, instants) for row in rows))


def _for_sqlite(row: dict[str, Any], columns: list[str], instants: list[str]) -> list[Any]:
    for name in instants:
        moment: datetime | None = row.get(name)
        if moment is not None:
            row[name] = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return [*map(row.get, columns)]


def _copy(table: Table, columns: list[str], rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with _driver().cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            values = (row.get(name) for name in columns)
            copy.write_row([value.value if isinstance(value, StrEnum) else value for value in values])
