import json
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.audit.models import AuditLine
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import service
from app.judging.models import Result, Scorecard
from app.judging.queries.files import file_of
from app.judging.rules import RecusalReason, ScorecardState
from app.judging.verifying import find_differences
from app.judging.visibility import draw_numbers
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.judging.rows import compute, count, find_assignment, make_round, sheet, submit
from tests.make import make_category, make_nomination, make_season, make_user, reload


def results():
    return db.session.scalars(select(Result)).all()


def figures(result):
    return {row["entry"]: row for row in json.loads(result.document)["results"]["entries"]}


def test_a_category_cannot_be_sealed_while_judging_is_open(app):
    made = make_round()

    with pytest.raises(Refused, match="closes on"):
        act(service.seal, made.category, by=made.organiser)

    assert reload(made.category).sealed_at is None


def test_a_result_cannot_be_computed_before_the_seal(app):
    made = make_round()

    with time_machine.travel(made.after_judging), pytest.raises(Refused, match="Seal"):
        act(service.compute_result, made.category, by=made.organiser)


def test_sealing_locks_every_scorecard_for_good(app):
    made = make_round(judges=2)
    submit(made.judges[0], made.entry, 4, 4, 4, 4, 4)
    draft = find_assignment(made.judges[1], made.entry)
    act(service.save_scorecard, draft, sheet=sheet(3), version=0, by=made.judges[1])

    with time_machine.travel(made.season.judging_closes_at + SCORECARD_GRACE):
        act(service.seal, made.category, by=made.organiser)
        with pytest.raises(Conflict, match="was sealed"):
            act(service.submit_scorecard, draft, sheet=sheet(3, 3, 3, 3, 3), version=1, by=made.judges[1])

    assert set(db.session.scalars(select(Scorecard.state))) == {ScorecardState.LOCKED}


def test_a_category_is_not_sealed_while_what_was_being_sent_at_the_close_is_still_taken(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)

    with time_machine.travel(made.season.judging_closes_at + SCORECARD_GRACE - timedelta(seconds=1), tick=False):
        with pytest.raises(Refused, match="taken for 2 more minutes"):
            act(service.seal, made.category, by=made.organiser)
        act(service.submit_scorecard, assignment, sheet=sheet(4, 4, 4, 4, 4), version=0, by=made.judge)
    compute(made)

    assert len(json.loads(results()[0].document)["scorecards"]) == 1


def test_computing_twice_gives_the_same_bytes_and_one_row(app):
    made = make_round(entries=2, judges=3)
    for judge in made.judges:
        submit(judge, made.entries[0], 4, 4, 4, 4, 4)
        submit(judge, made.entries[1], 3, 4, None, 4, 3)

    compute(made)
    first = results()[0].document
    compute(made)

    assert [result.document for result in results()] == [first]


def test_a_result_holds_numbers_and_no_names_and_counts_the_last_submission(app):
    made = make_round(judges=2)
    card = submit(made.judges[0], made.entry, 4, 4, 4, 4, 4)
    assignment = find_assignment(made.judges[0], made.entry)
    act(service.reopen_scorecard, assignment, reason="Second thoughts", by=made.judges[0])
    act(service.submit_scorecard, assignment, sheet=sheet(3, 3, 3, 3, 3), version=card.version, by=made.judges[0])
    submit(made.judges[1], made.entry, 5, 5, 5, 5, 5)

    compute(made)

    result = results()[0]
    assert figures(result)[made.entry.public_id]["score"] == "75.0000"
    assert sorted(row["judge"] for row in figures(result)[made.entry.public_id]["scores"]) == [1, 2]
    for judge in made.judges:
        assert judge.name not in result.document
        assert judge.public_id not in result.document
        assert judge.email not in result.document
    assert made.entry.company.name not in result.document


def test_a_card_taken_back_and_not_submitted_again_counts_as_submitted(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    act(service.reopen_scorecard, find_assignment(made.judge, made.entry), reason="Second thoughts", by=made.judge)

    compute(made)

    assert figures(results()[0])[made.entry.public_id]["score"] == "75.0000"


def test_a_judge_who_stepped_back_does_not_count_and_a_draft_does_not_either(app):
    made = make_round(judges=2)
    submit(made.judges[0], made.entry, 4, 4, 4, 4, 4)
    act(service.recuse, find_assignment(made.judges[0], made.entry), reason=RecusalReason.OTHER, by=made.judges[0])
    act(
        service.save_scorecard,
        find_assignment(made.judges[1], made.entry),
        sheet=sheet(5, 5, 5, 5, 5),
        version=0,
        by=made.judges[1],
    )

    compute(made)

    assert figures(results()[0])[made.entry.public_id]["score"] is None


def test_an_entry_left_without_a_story_is_out(app):
    made = make_round(entries=2)
    for entry in made.entries:
        submit(made.judge, entry, 4, 4, 4, 4, 4)

    def withdraw():
        db.session.execute(
            update(Nomination).where(Nomination.entry_id == made.entries[0].id).values(state=State.WITHDRAWN)
        )

    act(withdraw)
    compute(made)

    assert set(figures(results()[0])) == {made.entries[1].public_id}


def test_how_many_nominated_an_entry_changes_nothing(app):
    made = make_round(entries=2)
    for entry in made.entries:
        submit(made.judge, entry, 4, 4, 4, 4, 4)
    for _ in range(5):
        make_nomination(state="accepted", entry=made.entries[0])

    compute(made)

    rows = figures(results()[0])
    first, second = (rows[entry.public_id] for entry in made.entries)
    assert {key: first[key] for key in first if key != "entry"} == {
        key: second[key] for key in second if key != "entry"
    }


def test_judges_are_numbered_anew_in_another_category(app):
    orders = set()
    judges = [make_user(role="judge").public_id for _ in range(3)]
    season = make_season()
    for _ in range(12):
        numbers = draw_numbers(make_category(season=season), set(judges))
        orders.add(tuple(numbers[judge] for judge in judges))

    assert len(orders) > 1
    assert all(sorted(order) == [1, 2, 3] for order in orders)


def test_the_published_file_names_entries_outside_the_hash_and_verifies(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    compute(made)

    raw = file_of(results()[0], made.category)

    assert find_differences(raw) == []
    assert json.loads(raw)["names"] == {made.entry.public_id: made.entry.title}


@pytest.mark.parametrize("change", [update(Result).values(sha256="0" * 64), delete(Result)], ids=["edit", "delete"])
def test_the_database_refuses_to_change_a_result(app, change):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    compute(made)

    with pytest.raises(DBAPIError):
        act(db.session.execute, change)

    assert len(results()) == 1


@pytest.mark.parametrize("verb", ["category sealed", "result computed"])
def test_sealing_and_computing_live_or_die_with_their_lines(app, verb):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    step = service.seal if verb == "category sealed" else service.compute_result

    def step_and_fail():
        step(made.category, by=made.organiser)
        db.session.flush()
        raise RuntimeError("power cut")

    with time_machine.travel(made.after_judging, tick=False):
        if verb == "result computed":
            act(service.seal, made.category, by=made.organiser)
        lines = count(AuditLine)
        with pytest.raises(RuntimeError):
            act(step_and_fail)
        assert count(AuditLine) == lines
        assert results() == []

        act(step, made.category, by=made.organiser)

    last = db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()
    assert last.verb == verb
    assert results() == [] or results()[0].sha256 not in str(last.facts)
