"""Copy a PostgreSQL database by pg_dump as it stands in one moment, and bring it back in one transaction by psql."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from app.backups import programs
from app.backups.archive import Watch
from app.backups.manifest import Facts
from app.errors import Refused

ENGINE = "postgresql"
# Wake-ups and counters are made anew; they say nothing about the awards.
NOT_OURS = ("limit_counter", "huey_kv", "huey_schedule", "huey_task", "huey_counter")
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(%s) ORDER BY tablename"""
AWAY = """
SET lock_timeout = '10s';
DO $$ DECLARE each text; BEGIN
  FOR each IN SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND NOT tablename = ANY('NOT_OURS')
  LOOP EXECUTE 'DROP TABLE ' || each || ' CASCADE'; END LOOP;
  FOR each IN SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE 'DROP ROUTINE ' || each || ' CASCADE'; END LOOP;
  FOR each IN SELECT format_type(t.oid, NULL) FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace
    AND t.typtype IN ('e', 'd') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  LOOP EXECUTE 'DROP TYPE ' || each || ' CASCADE'; END LOOP;
END $$;
"""
OTHERWISE = """
DO $$ BEGIN IF {found} IS DISTINCT FROM {wanted} THEN RAISE EXCEPTION {sentence}; END IF; END $$;
"""


class Database:
    """One PostgreSQL database."""

    engine = ENGINE

    def __init__(self, url: str) -> None:
        self._url = url

    def is_empty(self) -> bool:
        """Tell whether there is no table of ours yet."""
        with self._one_moment() as connection:
            return connection.execute(TABLES, [list(NOT_OURS)]).fetchone() is None

    def copy_to(self, place: Path, watch: Watch) -> Facts:
        """Dump what is committed at this moment, and nothing that is written meanwhile; return what the dump holds."""
        programs.find("pg_dump")
        with self._one_moment() as connection:
            facts = _look(connection)
            (moment,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            how = ["--format=custom", "--no-owner", "--no-privileges", "--verbose", f"--snapshot={moment}"]
            left_out = [
                f"--exclude-table=public.{name}" for name in (*NOT_OURS, *(f"{each}_*_seq" for each in NOT_OURS))
            ]
            tables = len(facts.counts)
            programs.run("pg_dump", *how, *left_out, f"--file={place}", url=self._url, tables=tables, watch=watch)
        return facts

    def bring_back(self, place: Path, wanted: Facts, watch: Watch) -> None:
        """Put a dump in the place of everything there is, whole or not at all: one transaction, checked at its end."""
        before, script, after = (place.with_name(name) for name in ("before.sql", "dump.sql", "after.sql"))
        before.write_text(AWAY.replace("NOT_OURS", "{" + ",".join(NOT_OURS) + "}"))
        programs.run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(place))
        after.write_text(_holding(wanted))
        files = [f"--file={each}" for each in (before, script, after)]
        how = ["--no-psqlrc", "--quiet", "--echo-queries", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        programs.run("psql", *how, *files, url=self._url, tables=len(wanted.counts), watch=watch)

    def look(self) -> Facts:
        """Return what the database holds now."""
        with self._one_moment() as connection:
            return _look(connection)

    @contextmanager
    def _one_moment(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self._url, connect_timeout=10) as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            yield connection


def _look(connection: psycopg.Connection[Any]) -> Facts:
    tables = [name for (name,) in connection.execute(TABLES, [list(NOT_OURS)]).fetchall()]
    if "alembic_version" not in tables or "audit_head" not in tables:
        raise Refused("There is no database of Support Awards. Run `awards init --email you@example.org` first.")
    counts = {table: _one(connection, _count(table))[0] for table in tables}
    (migration,) = _one(connection, sql.SQL("SELECT version_num FROM alembic_version"))
    head = connection.execute("SELECT number, code FROM audit_head").fetchone()
    return Facts(ENGINE, migration, counts, head)


def _one(connection: psycopg.Connection[Any], query: sql.SQL | sql.Composed) -> Any:
    return connection.execute(query).fetchone()


def _count(table: str) -> sql.Composed:
    return sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table))


def _holding(wanted: Facts) -> str:
    """Write statements that undo everything unless what was brought back is what the backup says."""
    held: list[tuple[sql.Composable, object, str]] = [
        (sql.SQL("({})").format(_count(table)), rows, f"{table} has other rows than the backup says")
        for table, rows in wanted.counts.items()
    ]
    head = sql.SQL("(SELECT number || ' ' || code FROM public.audit_head)")
    said = None if wanted.head is None else f"{wanted.head[0]} {wanted.head[1]}"
    held.append((head, said, "the head of the log is another than the backup says"))
    return "".join(
        sql.SQL(OTHERWISE).format(found=found, wanted=sql.Literal(it), sentence=sql.Literal(sentence)).as_string(None)
        for found, it, sentence in held
    )
