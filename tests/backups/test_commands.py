import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.backups.folders import PREFIX
from tests.faults.site import KEYS, copy_of_sqlite
from tests.processes import run_here


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    copy_of_sqlite(folder)
    return folder


@pytest.fixture
def kept(site, tmp_path):
    path = tmp_path / "kept.backup"
    assert awards(site, "backup", path).returncode == 0
    return path


def awards(folder, *words, **more):
    return run_here(folder, *map(str, words), **{**KEYS, **more})


def said_in(path):
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read("manifest.json"))


def test_only_its_owner_can_read_a_backup_and_no_key_is_in_it(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with zipfile.ZipFile(kept) as file:
        held = b"".join(file.read(name) for name in file.namelist())
    assert all(key.encode() not in held for key in KEYS.values())


def test_a_backup_says_which_key_it_needs_and_where_a_key_stands_that_the_site_made(site, tmp_path):
    given = awards(site, "backup", tmp_path / "given.backup")
    made = run_here(site, "backup", str(tmp_path / "made.backup"))

    assert "Keep AWARDS_LASTING_KEY elsewhere" in given.stdout
    assert f"copy {site / 'development-keys.json'} elsewhere" in made.stdout


def test_a_backup_that_is_there_is_replaced_only_when_asked(site, kept):
    before = kept.read_bytes()

    refused, forced = awards(site, "backup", kept), awards(site, "backup", kept, "--force")

    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert forced.returncode == 0
    assert kept.read_bytes() != before


def test_a_backup_takes_away_those_that_are_too_old_and_nothing_else(site, kept, time_machine):
    notes = kept.with_name("notes.txt")
    notes.write_text("not a backup")
    time_machine.move_to(clock.now() + timedelta(days=36))

    later = awards(site, "backup", kept.with_name("later.backup"))

    assert str(kept) in later.stdout
    assert not kept.exists()
    assert notes.exists()


def test_what_a_killed_backup_left_goes_with_the_next_one(site, kept):
    rest = kept.with_name(f"{PREFIX}killed")
    rest.mkdir()
    (rest / "lock").touch()
    (rest / "copy").write_text("half of somebody's story")

    awards(site, "backup", kept, "--force")

    assert not rest.exists()


def test_a_database_that_holds_something_is_lost_only_when_asked(site, kept):
    awards(site, "accounts", "invite", "late@example.org", "--role", "judge")

    refused, forced = awards(site, "restore", kept), awards(site, "restore", kept, "--force", "--json")

    assert refused.returncode == 1
    assert "not empty" in refused.stderr
    assert forced.returncode == 0
    assert json.loads(forced.stdout)["counts"] == said_in(kept)["counts"]


def test_another_key_is_noticed_before_anything_is_changed(site, kept):
    before = (site / "awards.db").read_bytes()

    refused = awards(site, "restore", kept, "--force", AWARDS_LASTING_KEY="another" * 8)

    assert refused.returncode == 1
    assert "AWARDS_LASTING_KEY" in refused.stderr
    assert (site / "awards.db").read_bytes() == before


def test_with_another_key_the_rows_come_back_and_nobody_is_suspected(site, kept):
    other = {"AWARDS_LASTING_KEY": "another" * 8}

    restored = awards(site, "restore", kept, "--force", "--other-key", **other)

    assert (restored.returncode, restored.stderr) == (0, "")
    assert "the log cannot be checked" in restored.stdout


@pytest.mark.parametrize("wrong", ["cut short", "turned over", "another file"])
def test_a_damaged_file_changes_nothing(site, kept, wrong):
    whole = kept.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut short": whole[:middle],
        "turned over": whole[:middle]
        + bytes(each ^ 255 for each in whole[middle : middle + 500])
        + whole[middle + 500 :],
        "another file": b"minutes of the meeting",
    }
    kept.write_bytes(damaged[wrong])
    before = (site / "awards.db").read_bytes()

    refused = awards(site, "restore", kept, "--force")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert (site / "awards.db").read_bytes() == before


def test_an_older_backup_asks_for_the_upgrade_and_then_works(tmp_path):
    older, (site, other) = tmp_path / "older.backup", (tmp_path / "site", tmp_path / "other")
    for folder in (site, other):
        folder.mkdir()
    awards(site, "db", "upgrade", "0020")
    awards(site, "backup", older)

    restored = awards(other, "restore", older)
    upgraded = awards(other, "db", "upgrade")
    checked = awards(other, "audit", "verify")

    assert restored.returncode == 0, restored.stderr
    assert "awards db upgrade" in restored.stdout
    assert (upgraded.returncode, checked.returncode) == (0, 0)


def test_heads_noted_after_the_backup_are_put_aside(site, kept):
    noted = site / "audit-heads"
    noted.write_text(f"9999 {'0' * 64} 2026-11-22T00:00:00+00:00\n")

    restored = awards(site, "restore", kept, "--force", "--json")

    aside = json.loads(restored.stdout)["heads_put_aside"]
    assert "9999" in Path(aside).read_text()
    assert "9999" not in noted.read_text()
    assert awards(site, "audit", "verify").returncode == 0


def test_a_restored_site_says_in_its_log_that_it_was_restored(site, kept):
    before = said_in(kept)["head"][0]

    awards(site, "restore", kept, "--force")

    checked = json.loads(awards(site, "audit", "verify", "--json").stdout)
    assert checked["lines"] == before + 1


@pytest.mark.parametrize("words", [("backup", "no-such-folder/x"), ("restore", "no-such-file")])
def test_a_place_that_is_not_there_is_said_in_one_sentence(site, words):
    refused = awards(site, *words)

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1


def test_an_empty_database_is_not_backed_up(tmp_path):
    refused = awards(tmp_path, "backup", tmp_path / "x")

    assert refused.returncode == 1
    assert "awards init" in refused.stderr
    assert not (tmp_path / "x").exists()
