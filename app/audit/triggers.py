"""The database's own refusal to change rows that are written once and for all."""

from typing import NamedTuple


class Statement(NamedTuple):
    """One statement for one database."""

    dialect: str
    sql: str


def append_only(table: str, *, unless: str = "false") -> list[Statement]:
    """Forbid DELETE, and UPDATE except where `unless` (SQL over OLD and NEW) holds; safe to run again."""
    refusal = f"{table} is append-only"
    sqlite = [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({unless})"
        f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        f"DROP TRIGGER IF EXISTS {table}_no_delete",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        f"DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({unless}))"
        f" EXECUTE FUNCTION {table}_refuse()",
        f"DROP TRIGGER IF EXISTS {table}_no_delete ON {table}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]
    return [Statement("sqlite", sql) for sql in sqlite] + [Statement("postgresql", sql) for sql in postgresql]
