import json

import pytest
import time_machine

from app.extensions import db
from app.judging.deciding.records import record_of
from app.judging.results import canonical, compute
from tests.judging.rows import make_round, submit
from tests.judging.test_results import snapshot


@pytest.fixture
def runner(app):
    return app.test_cli_runner()


@pytest.fixture
def over(app):
    """Give a category with two submitted scorecards, after judging."""
    made = make_round(judges=2)
    submit(made.judges[0], made.entry, 4, 4, 4, 4, 4)
    submit(made.judges[1], made.entry, 5, 3, None, 3, 3)
    with time_machine.travel(made.after_judging):
        yield made


def run(runner, *args):
    outcome = runner.invoke(args=["results", *args])
    db.session.rollback()
    return outcome


def test_computing_prints_the_category_and_its_hash_and_twice_the_same_bytes(runner, over):
    first = run(runner, "compute", over.season.slug, over.category.slug, "--json")
    second = run(runner, "compute", over.season.slug, "--json")
    told = run(runner, "compute", over.season.slug)

    assert first.exit_code == second.exit_code == told.exit_code == 0
    assert first.stdout_bytes == second.stdout_bytes
    assert told.stdout.startswith(f"{over.category.slug}: sealed and computed, sha256 ")
    assert json.loads(first.stdout)["sha256"] in told.stdout


def test_computing_tells_the_honest_picture_in_words(runner, over):
    told = run(runner, "compute", over.season.slug, over.category.slug).stdout

    rows = [line.split() for line in told.splitlines() if over.entry.title in line]
    assert [row[:1] for row in rows[:1]] == [["1"]]
    assert "Official is the mean of the judges’ scores, as fixed before judging opened." in told
    assert "Nothing is adjusted for severity: judges no. 1 and 2 submitted fewer than 5 scorecards" in told
    assert "Krippendorff’s alpha" in told or "How far judges agree cannot be told" in told


def test_the_help_shows_how_to_compute_one_category_and_keep_its_file(runner):
    told = run(runner, "compute", "--help").stdout

    assert "awards results compute 2026 support-hero --json > support-hero.json" in told


def test_an_unknown_season_or_category_is_named_with_those_there_are(runner, over):
    no_season = run(runner, "compute", "1999")
    no_category = run(runner, "compute", over.season.slug, "nothing")

    assert no_season.exception.sentence == f"There is no season “1999”. Known: {over.season.slug}."
    assert over.category.slug in no_category.exception.sentence


def test_what_compute_prints_is_accepted_by_verify(runner, over, tmp_path):
    file = tmp_path / "result.json"
    file.write_bytes(run(runner, "compute", over.season.slug, "--json").stdout_bytes)

    outcome = run(runner, "verify", str(file))

    assert outcome.exit_code == 0
    assert f"{over.season.slug}/{over.category.slug}: every byte agrees" in outcome.stdout


def test_a_changed_figure_ends_with_1_and_says_what_differs(runner, over, tmp_path):
    document = json.loads(run(runner, "compute", over.season.slug, "--json").stdout)
    document["scorecards"][0]["levels"]["a1"] = 1
    file = tmp_path / "result.json"
    file.write_text(json.dumps(document, sort_keys=True, separators=(",", ":")))

    outcome = run(runner, "verify", str(file))

    assert outcome.exit_code == 1
    assert "The sha256 in the file is not that of its content." in outcome.stderr
    assert "the file says" in outcome.stderr
    assert outcome.stdout == ""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"no json", "is not JSON."), (b"\xff", "is not UTF-8 text."), (b"[1]", "is JSON, but no result snapshot")],
    ids=["no json", "no text", "other json"],
)
def test_an_unreadable_file_ends_with_2_and_one_sentence(runner, app, tmp_path, content, sentence):
    file = tmp_path / "result.json"
    file.write_bytes(content)

    outcome = run(runner, "verify", str(file))

    assert outcome.exit_code == 2
    assert sentence in outcome.stderr
    assert len(outcome.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there_ends_with_2_and_one_sentence(runner, app, tmp_path):
    outcome = run(runner, "verify", str(tmp_path / "nothing.json"))

    assert outcome.exit_code == 2
    assert outcome.stderr.strip().endswith("cannot be opened: no such file or directory.")


def test_a_folder_ends_with_2_and_one_sentence(runner, app, tmp_path):
    outcome = run(runner, "verify", str(tmp_path))

    assert outcome.exit_code == 2
    assert len(outcome.stderr.strip().splitlines()) == 1


def test_a_file_of_a_stranger_makes_no_terminal_act(runner, tmp_path):
    file = tmp_path / "result.json"
    named = {**snapshot([(1, "alder", (4, 4, 4, 4, 4))]), "category": "hero\x1b[2J\x9b1m"}
    file.write_bytes(canonical(compute(named)))

    answer = run(runner, "verify", str(file))

    assert answer.exit_code == 0
    assert all(sign.isprintable() or sign == "\n" for sign in answer.output)


def test_a_record_of_a_stranger_makes_no_terminal_act(runner, tmp_path):
    file = tmp_path / "record.json"
    result = {"sha256": "0" * 64, "file": "\x1b[31m/winners/x.json"}
    file.write_bytes(
        canonical(record_of({"season": "\x1b]0;2026\x07", "category": "hero", "result": result}, None, []))
    )

    answer = run(runner, "verify", str(file))

    assert answer.exit_code == 0
    assert all(sign.isprintable() or sign == "\n" for sign in answer.output)
