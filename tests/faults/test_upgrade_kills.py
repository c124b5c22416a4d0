"""R12: an upgrade that is killed leaves the old database or the new one, never anything between."""

import os
import random
import shutil
import subprocess
import sys
from contextlib import suppress

import psycopg
import pytest

from app.migrating import newest_migration
from tests.backups.houses import empty_house, fill, opened
from tests.faults.site import make_database
from tests.faults.slow_upgrade import STATEMENT
from tests.processes import ROOT, environment, wait_for

pytestmark = pytest.mark.slow
KILLS = 20 if os.environ.get("FULL") else 2
OLD = "0030"
LOOKS = {
    "sqlite": "SELECT m.type, m.name, c.name || c.type || c.[notnull] FROM sqlite_master m"
    " LEFT JOIN pragma_table_info(m.name) c UNION ALL SELECT 'at', version_num, '' FROM alembic_version",
    "postgresql": "SELECT table_name, column_name, data_type || is_nullable FROM information_schema.columns"
    " WHERE table_schema = 'public' UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' UNION ALL SELECT 'at', version_num, '' FROM alembic_version",
}


class House:
    """One database as it stood many migrations ago, with rows, to be brought back and upgraded again and again."""

    def __init__(self, folder, engine):
        self.engine, self.own = engine, empty_house(folder, engine)
        assert self.own.run("db", "upgrade", OLD).returncode == 0
        fill(self.own, 2000)
        self._kept = f"{self.own.name}_old"
        if engine == "sqlite":
            self._shut()
            shutil.copy(folder / "awards.db", folder / self._kept)
        else:
            make_database(self._server, self._kept, self.own.name)
        self.old = self.look()

    def bring_back(self):
        if self.engine == "sqlite":
            for path in self.own.folder.glob("awards.db*"):
                path.unlink()
            shutil.copy(self.own.folder / self._kept, self.own.folder / "awards.db")
        else:
            make_database(self._server, self.own.name, self._kept)

    def upgrade(self, *words, statements=None):
        """Upgrade and return how many statements ran; kill it when so many were begun."""
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.slow_upgrade", *words],
            env=environment(self.own.folder, **self.own.settings),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        begun = 0
        while begun != statements and (byte := program.stdout.read(1)):
            begun += byte == STATEMENT
            if begun != statements and "mutant" in words:
                with suppress(BrokenPipeError):
                    program.stdin.write(STATEMENT)
        if begun == statements:
            program.kill()
        program.communicate()
        return begun

    def look(self):
        """Return every table, column and index, where the migrations stand, and how many rows there are."""
        assert wait_for(lambda: self._is_alone)
        with opened(self.own) as connection:
            looks = set(connection.execute(LOOKS[self.engine]).fetchall())
            return looks, connection.execute("SELECT count(*) FROM time_slot").fetchone()

    @property
    def _server(self):
        return os.environ["AWARDS_TEST_DATABASE_URL"]

    @property
    def _is_alone(self):
        """Tell whether the server has noticed that who was killed is gone."""
        if self.engine == "sqlite":
            return True
        with psycopg.connect(self._server, autocommit=True) as connection:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            return connection.execute(others, [self.own.name]).fetchone() == (0,)

    def _shut(self):
        with opened(self.own) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_upgrade_killed_anywhere_leaves_the_old_or_the_new_and_then_completes(database, tmp_path):
    house = House(tmp_path / "house", database)
    whole = house.upgrade()
    new, seen = house.look(), []

    for _ in range(KILLS):
        house.bring_back()
        house.upgrade(statements=random.randint(1, whole))
        seen.append(house.look())
    house.upgrade()

    print(f"\nR12 {database}: {KILLS} kills in {whole} statements: {seen.count(house.old)} old, {seen.count(new)} new")
    assert ("at", newest_migration(), "") in new[0]
    assert house.look() == new
    assert [each for each in seen if each not in (house.old, new)] == []


def test_the_loop_finds_an_upgrade_that_commits_each_migration(tmp_path):
    house = House(tmp_path / "house", "sqlite")
    whole = house.upgrade("mutant")
    new = house.look()

    house.bring_back()
    house.upgrade("mutant", statements=whole // 2)

    assert house.look() not in (house.old, new)
