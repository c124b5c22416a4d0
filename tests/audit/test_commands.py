import json

import pytest

from app.audit import queries
from app.audit import service as audit
from app.audit.worker import note_head
from app.web.actions import act
from tests.commands import awards


@pytest.fixture
def log(app):
    for number in range(3):
        act(lambda number=number: audit.record(f"step {number}", about="test:1", by="test"))
    return app


def test_a_whole_log_is_reported_with_its_length(log):
    result = awards(log, "audit", "verify")

    assert (result.exit_code, result.stdout) == (0, "All 3 lines are as they were written.\n")


def test_a_broken_log_exits_with_one_and_names_the_line(log, tmp_path):
    heads = tmp_path / "heads"
    heads.write_text(f"2 {'0' * 64}\n")

    result = awards(log, "audit", "verify", "--head", str(heads))

    assert result.exit_code == 1
    assert "broken at line 2" in result.stderr
    assert result.stdout == ""


def test_the_verdict_comes_as_json_too(log):
    result = awards(log, "audit", "verify", "--json")

    assert json.loads(result.stdout) == {"lines": 3, "broken_at": None, "reason": "", "heads_noted": 0}


def test_a_missing_file_of_heads_is_said_with_what_it_means(log):
    result = awards(log, "audit", "verify")

    assert result.exit_code == 0
    assert "audit-heads is missing or empty, so lines cut off the end of the log cannot be noticed" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_is_said_where_the_heads_are_noted_or_given_or_nothing_is_recorded_yet(app, tmp_path):
    empty = awards(app, "audit", "verify")
    act(lambda: audit.record("step", about="test:1", by="test"))
    note_head()

    noted = awards(app, "audit", "verify")
    (tmp_path / "letter.txt").write_text("{} {}".format(*queries.get_head()))
    given = awards(app, "audit", "verify", "--head", str(tmp_path / "letter.txt"))

    assert (empty.stderr, noted.stderr, given.stderr) == ("", "", "")
    assert json.loads(awards(app, "audit", "verify", "--json").stdout)["heads_noted"] == 1


def test_a_head_copied_from_the_letter_is_taken(log, tmp_path):
    number, code = queries.get_head()
    (tmp_path / "letter.txt").write_text(f"\n{number} {code}\n\n")

    assert awards(log, "audit", "verify", "--head", str(tmp_path / "letter.txt")).exit_code == 0


@pytest.mark.parametrize("content", [None, "no heads here\n", b"\xff\xfe"])
def test_a_file_that_holds_no_heads_is_refused_in_one_sentence(log, tmp_path, content):
    path = tmp_path / "heads"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    result = awards(log, "audit", "verify", "--head", str(path))

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_is_no_file_of_heads(log, tmp_path):
    result = awards(log, "audit", "verify", "--head", str(tmp_path))

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
