"""Two databases side by side: one that is kept and one, empty at first, that a backup is restored into."""

import os
import sqlite3
import threading
from contextlib import closing, contextmanager

import psycopg

from tests.conftest import missing
from tests.faults.site import KEYS, Site, make_database
from tests.postgresql import INSTALL

WRITE = "INSERT INTO time_slot (task, slot) VALUES ('{0}', {1})"


def kept_house(folder, engine):
    """Return a site as `awards init` leaves it."""
    folder.mkdir()
    return Site(folder, engine)


def empty_house(folder, engine):
    """Return a site whose database holds nothing at all."""
    own = kept_house(folder, engine)
    if engine == "sqlite":
        (folder / "awards.db").unlink()
        return own
    server = os.environ.get("AWARDS_TEST_DATABASE_URL") or missing("PostgreSQL", INSTALL)
    own.name = f"awards_restored_{os.getpid()}"
    make_database(server, own.name, "template1")
    own.url = f"{server.rsplit('/', 1)[0]}/{own.name}"
    own.settings = {**own.settings, **KEYS, "AWARDS_DATABASE_URL": own.url}
    return own


@contextmanager
def opened(own):
    """Open the database past the app; each statement is its own transaction unless one is begun."""
    if own.url.startswith("sqlite"):
        with closing(sqlite3.connect(own.folder / "awards.db", isolation_level=None, timeout=60)) as connection:
            yield connection
    else:
        with psycopg.connect(own.url, autocommit=True) as connection:
            yield connection


@contextmanager
def writing_pairs(own):
    """Write two rows in one transaction again and again; what is whole has as many of the one as of the other."""
    stop = threading.Event()

    def write():
        with opened(own) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.execute("BEGIN")
                connection.execute(WRITE.format("left", number))
                connection.execute(WRITE.format("right", number))
                connection.execute("COMMIT")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def fill(own, rows):
    """Add so many rows in one transaction."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
    with opened(own) as connection:
        connection.execute(
            f"INSERT INTO time_slot (task, slot) {numbers} SELECT 'filling the pages of this table', i FROM n"
        )
