import json
import sqlite3
import time
from contextlib import closing

import pytest

from tests.faults.site import KEYS, Site, copy_of_sqlite
from tests.mail.sink import running_sink
from tests.processes import free_port, run_here


@pytest.fixture
def site(tmp_path):
    copy_of_sqlite(tmp_path)
    return tmp_path


def examine(folder, **more):
    """Return the exit code and what was found of each part."""
    looked = run_here(folder, "doctor", "--json", **{**KEYS, **more})
    said = json.loads(looked.stdout)
    return looked.returncode, {finding["part"]: finding for finding in said["findings"]}


def states(findings):
    return {part: finding["state"] for part, finding in findings.items()}


def let_a_worker_take_a_turn(folder):
    with closing(sqlite3.connect(folder / "awards.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO time_slot (task, slot) VALUES ('letters', ?)", [int(time.time()) // 60])


def test_a_site_nobody_started_is_told_what_is_missing_and_what_to_do(site):
    code, found = examine(site)

    assert code == 1
    assert [part for part, state in states(found).items() if state == "broken"] == ["Worker", "People"]
    assert "awards worker" in found["Worker"]["to_do"]
    assert "awards init" in found["People"]["to_do"]
    assert all(finding["to_do"] for finding in found.values() if finding["state"] != "works")


def test_a_site_that_works_is_called_so(site):
    run_here(site, "accounts", "create", "ana@example.org", "--role", "organiser", "--password-stdin",
             typed="four quiet garden words\n", **KEYS)  # fmt: skip
    run_here(site, "backup", str(site / "a.backup"), **KEYS)
    let_a_worker_take_a_turn(site)

    code, found = examine(site)

    assert code == 0
    assert {"Database", "Integrity", "Worker", "People", "Backup", "Second factor", "Clock", "Disk"} <= {
        part for part, state in states(found).items() if state == "works"
    }


def test_an_organiser_without_the_second_factor_they_need_is_counted(site):
    run_here(site, "accounts", "create", "ana@example.org", "--role", "organiser", "--password-stdin",
             typed="four quiet garden words\n", **KEYS)  # fmt: skip

    _, found = examine(site, AWARDS_SECOND_FACTOR="organiser")

    assert states(found)["Second factor"] == "look"


def test_settings_that_cannot_work_are_the_one_finding(tmp_path):
    code, found = examine(tmp_path, AWARDS_ENV="production")

    assert code == 1
    assert states(found) == {"Settings": "broken"}
    assert "AWARDS_PUBLIC_URL" in found["Settings"]["says"]


def test_a_database_behind_the_code_is_to_be_upgraded(tmp_path):
    run_here(tmp_path, "db", "upgrade", "0020", **KEYS)

    code, found = examine(tmp_path)

    assert code == 1
    assert found["Database"]["to_do"] == "Run `awards db upgrade`."


def test_an_empty_and_a_missing_database_are_told_apart(tmp_path):
    _, empty = examine(tmp_path)
    _, away = examine(tmp_path, AWARDS_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert "awards init" in empty["Database"]["to_do"]
    assert "AWARDS_DATABASE_URL" in away["Database"]["to_do"]


def test_a_mail_server_is_greeted_and_gets_no_letter(site):
    with running_sink() as sink:
        _, found = examine(site, AWARDS_MAIL_URL=sink.url)
        taken = sink.letters

    _, away = examine(site, AWARDS_MAIL_URL=f"smtp://127.0.0.1:{free_port()}")

    assert states(found)["Mail"] == "works"
    assert not taken
    assert states(away)["Mail"] == "broken"


def test_a_line_of_the_log_that_was_changed_is_found(site):
    with closing(sqlite3.connect(site / "awards.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_line_no_update")
        connection.execute("UPDATE audit_line SET actor = 'nobody' WHERE number = 3")

    _, found = examine(site)

    assert "line 3" in found["Log"]["says"]


def test_a_postgresql_that_forgets_in_a_power_cut_is_named(tmp_path):
    own = Site(tmp_path, "postgresql")

    _, found = examine(tmp_path, **own.settings)

    assert "fsync" in found["Integrity"]["says"]
    assert states(found)["Database"] == "works"


def test_what_is_printed_names_no_secret(site):
    secret = "a-secret-of-ours"

    looked = run_here(site, "doctor", **KEYS, AWARDS_MAIL_URL=f"smtp://user:{secret}@127.0.0.1:{free_port()}",
                      AWARDS_METRICS_TOKEN=secret, AWARDS_X_BEARER_TOKEN=secret)  # fmt: skip

    assert secret not in looked.stdout + looked.stderr
    assert not any(key in looked.stdout for key in KEYS.values())
