"""A backup or a restore that is killed leaves what was there before or all of the new, never half of it."""

import json
import os
import random
import subprocess
import sys
import zipfile

import psycopg
import pytest

from tests.backups.houses import fill, kept_house, opened
from tests.backups.told import STEP
from tests.processes import ROOT, environment, wait_for

pytestmark = pytest.mark.slow
KILLS = 20 if os.environ.get("FULL") else 1
OURS = "SELECT count(*) FROM time_slot WHERE task LIKE 'filling%'"
ROWS = 3000


def run_told(own, *words, steps=None):
    """Run a command and return how many steps it told of; kill it at one of them."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.backups.told", *words],
        env=environment(own.folder, **own.settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    told = 0
    while told != steps and (byte := program.stdout.read(1)):
        told += byte == STEP
    if told == steps:
        program.kill()
    program.communicate()
    return told


def is_alone(own):
    """Tell whether PostgreSQL has come to the end of what a killed program had begun."""
    if own.url.startswith("sqlite"):
        return True
    with psycopg.connect(os.environ["AWARDS_TEST_DATABASE_URL"], autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        return connection.execute(others, [own.name]).fetchone() == (0,)


def is_whole(path):
    with zipfile.ZipFile(path) as file:
        return file.testzip() is None


def count_ours(own):
    assert wait_for(lambda: is_alone(own))
    with opened(own) as connection:
        return connection.execute(OURS).fetchone()[0]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_killed_backup_is_not_there_and_a_killed_restore_did_nothing_or_all(database, tmp_path):
    own, path = kept_house(tmp_path / "own", database), tmp_path / "kept.backup"
    fill(own, ROWS)
    whole = run_told(own, "backup", str(path))
    kept, seen = path.read_bytes(), []
    restoring = run_told(own, "restore", str(path), "--force")

    for number in range(KILLS):
        late = tmp_path / f"{number}.backup"
        run_told(own, "backup", str(late), steps=random.randint(1, whole))
        assert not late.exists() or is_whole(late)
        with opened(own) as connection:
            connection.execute("DELETE FROM time_slot WHERE slot > 7")
        run_told(own, "restore", str(path), "--force", steps=random.randint(1, restoring))
        seen.append(count_ours(own))

    again = own.run("restore", str(path), "--force", "--json")
    print(f"\nR11 {database}: {KILLS} kills in {whole} and {restoring} steps: rows {seen}")
    assert set(seen) <= {7, ROWS}
    assert json.loads(again.stdout)["log_broken_at"] is None
    assert count_ours(own) == ROWS
    assert path.read_bytes() == kept
