"""Copy a SQLite database as it stands in one moment, and bring it back in one transaction, while others use it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.backups.archive import Watch
from app.backups.manifest import Facts
from app.errors import Refused

ENGINE = "sqlite"
PAGES_AT_ONCE = 2000
PATIENCE_SECONDS = 30
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class Database:
    """One SQLite file."""

    engine = ENGINE

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_empty(self) -> bool:
        """Tell whether there is no table yet."""
        if not self._path.exists():
            return True
        with _opened(self._path) as connection:
            return connection.execute(TABLES).fetchone() is None

    def copy_to(self, place: Path, watch: Watch) -> Facts:
        """Copy what is committed at this moment, and nothing that is written meanwhile; return what the copy holds."""
        if not self._path.exists():
            raise Refused("There is no database to back up. Run `awards init --email you@example.org` first.")
        with _opened(self._path) as source, _opened(place) as target:
            source.execute("BEGIN")
            source.execute(TABLES).fetchone()
            _copy(source, target, watch)
            target.execute("PRAGMA journal_mode=DELETE")
        return _look(place)

    def bring_back(self, place: Path, wanted: Facts, watch: Watch) -> None:
        """Put a copy in the place of everything there is, whole or not at all."""
        if _look(place) != wanted:
            raise Refused("The database in the backup is not what its manifest says. Nothing was changed.")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        with _opened(place) as source, _opened(self._path) as target:
            target.execute("PRAGMA secure_delete=ON")
            _copy(source, target, watch)

    def look(self) -> Facts:
        """Return what the database holds now."""
        return _look(self._path)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, watch: Watch) -> None:
    def follow(_status: int, left: int, whole: int) -> None:
        watch((whole - left) / max(whole, 1))

    source.backup(target, pages=PAGES_AT_ONCE, progress=follow)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_SECONDS)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        yield connection


def _look(path: Path) -> Facts:
    with _opened(path) as connection:
        connection.execute("BEGIN")
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if sound != "ok":
            raise Refused(f"The database is damaged: {sound}. Restore the newest backup that is whole.")
        tables = [name for (name,) in connection.execute(TABLES).fetchall()]
        if "alembic_version" not in tables or "audit_head" not in tables:
            raise Refused("There is no database of Support Awards. Run `awards init --email you@example.org` first.")
        counts = {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608
        (migration,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        head = connection.execute("SELECT number, code FROM audit_head").fetchone()
    return Facts(ENGINE, migration, counts, head)
