"""R11: a lost server comes back from its backup: counts, the head of the log and a login are equal."""

import json
import os
from unittest.mock import patch

import pytest

from app import create_app
from tests.backups.houses import empty_house, kept_house, opened, writing_pairs
from tests.make import PASSWORD, csrf
from tests.processes import environment, let_go

ADDRESS = "ana@example.org"


def logs_in(own):
    """Tell whether a curator gets in with their password."""
    with patch.dict(os.environ, environment(own.folder, **own.settings), clear=True):
        app = create_app()
    client = app.test_client()
    typed = {"email": ADDRESS, "password": PASSWORD, "csrf_token": csrf(client)}
    answered = client.post("/login", data=typed)
    let_go(app)
    return answered.status_code == 303


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_lost_server_comes_back_whole_from_a_backup_made_while_people_wrote(database, tmp_path):
    own, backup = kept_house(tmp_path / "own", database), tmp_path / "kept.backup"
    made = own.run("accounts", "create", ADDRESS, "--role", "curator", "--password-stdin", typed=f"{PASSWORD}\n")
    with writing_pairs(own):
        kept = own.run("backup", str(backup), "--json")
    assert (made.returncode, kept.returncode) == (0, 0), made.stderr + kept.stderr
    assert logs_in(own)

    other = empty_house(tmp_path / "other", database)
    restored = other.run("restore", str(backup), "--json")
    checked = other.run("audit", "verify")

    assert restored.returncode == 0, restored.stderr
    said, found = json.loads(kept.stdout)["manifest"], json.loads(restored.stdout)
    assert (found["counts"], found["head"]) == (said["counts"], said["head"])
    assert other.ask("SELECT number FROM audit_head") == [(found["log_lines"] + 1,)]
    assert checked.returncode == 0, checked.stderr
    with opened(other) as connection:
        pairs = connection.execute("SELECT task, count(*) FROM time_slot WHERE task IN ('left', 'right') GROUP BY task")
        assert len({rows for _, rows in pairs.fetchall()}) <= 1
    assert logs_in(other)
