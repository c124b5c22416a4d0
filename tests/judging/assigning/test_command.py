import json

import pytest
import time_machine

from app.extensions import db
from app.judging.models import Assignment
from tests.judging.rows import count, make_round
from tests.make import make_nomination


def run(app, *args):
    outcome = app.test_cli_runner().invoke(args=["judging", "assign", *args])
    db.session.rollback()
    return outcome


def test_a_dry_run_shows_the_plan_and_changes_nothing(app):
    made = make_round(entries=4, judges=4, assign=False)

    outcome = run(app, made.season.slug, "--dry-run")

    assert outcome.exit_code == 0
    assert "12 assignments would be made, with 4 letters, one a judge. This was a dry run" in outcome.stdout
    assert all(judge.name in outcome.stdout for judge in made.judges)
    assert count(Assignment) == 0


def test_judges_are_asked_once_and_the_second_run_has_nothing_to_do(app):
    made = make_round(entries=4, judges=4, assign=False)

    first, second = run(app, made.season.slug), run(app, made.season.slug)

    assert "12 assignments made, with 4 letters, one a judge." in first.stdout
    assert "Nothing to do: every entry has its judges." in second.stdout
    assert second.exit_code == 0
    assert count(Assignment) == 12


def test_what_is_missing_is_said_on_standard_error_and_nobody_is_asked(app):
    made = make_round(entries=2, judges=3, assign=False)
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=made.judge.id)

    outcome = run(app, made.season.slug)

    assert outcome.exit_code == 1
    assert f"{made.entry.title} has only 2 without a conflict" in outcome.stderr
    assert "invite 1 more.\nNobody was asked." in outcome.stderr
    assert count(Assignment) == 0


def test_a_category_that_cannot_be_planned_does_not_stop_the_others(app):
    made = make_round(entries=2, judges=3, assign=False)
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=made.judge.id)
    other = make_round(entries=2, judges=0, assign=False, season=made.season)

    outcome = run(app, made.season.slug)

    assert outcome.exit_code == 1
    assert "6 assignments made, with 3 letters, one a judge." in outcome.stdout
    assert f"Left as it is: {made.category.name}." in outcome.stderr
    assert {row.entry.category_id for row in db.session.query(Assignment)} == {other.category.id}


def test_a_script_reads_one_object(app):
    made = make_round(entries=4, judges=4, assign=False)

    told = json.loads(run(app, made.season.slug, "--dry-run", "--json", "--category", made.category.slug).stdout)

    assert (told["added"], told["letters"], told["is_possible"]) == (12, 4, True)
    assert len(told["categories"][0]["add"]) == 12
    assert [judge["minutes"] for judge in told["judges"]] == [30, 30, 30, 30]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["1999"], "There is no season “1999”."),
        (["{season}", "--category", "nothing"], "There is no category “nothing”"),
        (["{season}", "--silent", "nobody@example.org"], "There is nobody with the address nobody@example.org."),
    ],
    ids=["season", "category", "judge"],
)
def test_what_is_unknown_is_named(app, words, sentence):
    made = make_round(assign=False)

    outcome = run(app, *[word.format(season=made.season.slug) for word in words])

    assert outcome.exception.sentence.startswith(sentence)


def test_a_closed_season_is_refused(app):
    made = make_round()

    with time_machine.travel(made.after_judging):
        outcome = run(app, made.season.slug)

    assert "has closed" in outcome.exception.sentence
