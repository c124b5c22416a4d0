"""A database that cannot keep what people write is refused in one sentence."""

import os

import psycopg
import pytest

from tests.conftest import missing
from tests.postgresql import INSTALL
from tests.processes import run, run_here


@pytest.fixture
def ascii_database(worker_id):
    server = os.environ.get("AWARDS_TEST_DATABASE_URL")
    if not server:
        missing("PostgreSQL", INSTALL)
    name = f"awards_ascii_{worker_id}"
    with psycopg.connect(str(server), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(
            f"CREATE DATABASE \"{name}\" ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        yield f"{str(server).rsplit('/', 1)[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.parametrize("words", [["init", "--email", "you@example.org"], ["db", "upgrade"], ["serve"]])
def test_a_database_that_is_not_utf8_is_refused_in_one_sentence(ascii_database, tmp_path, words):
    ended = (run if words == ["serve"] else run_here)(tmp_path, *words, AWARDS_DATABASE_URL=ascii_database)

    assert ended.returncode == 2
    assert ended.stderr.startswith("The database keeps text in SQL_ASCII, and Support Awards needs UTF8. Make one")
    assert len(ended.stderr.splitlines()) == 1
