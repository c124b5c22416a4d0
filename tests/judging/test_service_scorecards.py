import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.audit.models import AuditLine
from app.errors import Conflict, Missing
from app.extensions import db
from app.judging import service
from app.judging.models import Level, Mark, Scorecard, ScorecardVersion
from app.judging.rules import AssignmentState, ScorecardState
from app.judging.service.scorecards import Incomplete, Stale
from app.judging.sheet import Remarks, Sheet
from app.web.actions import act
from tests.judging.rows import count, find_assignment, make_round, sheet, submit
from tests.make import reload


def test_a_draft_keeps_levels_cannot_tell_and_a_comment_without_a_level(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)
    typed = Sheet(levels={"a1": 4, "b1": None}, remarks={"a2": Remarks("not sure yet", "thank you")})

    card = act(service.save_scorecard, assignment, sheet=typed, version=0, by=made.judge)

    marks = {mark.criterion_id: mark.level for mark in reload(card).marks}
    assert sorted(marks.values(), key=str) == [4, None]
    assert card.remarks[0].comment == "not sure yet"
    assert card.version == 1
    assert reload(assignment).state is AssignmentState.STARTED


def test_an_answer_taken_away_leaves_no_row(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)
    act(service.save_scorecard, assignment, sheet=sheet(4, 4), version=0, by=made.judge)

    act(service.save_scorecard, assignment, sheet=sheet(4), version=1, by=made.judge)

    assert count(Mark) == 1


def test_saving_over_a_newer_version_is_refused_with_what_is_stored(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)
    act(service.save_scorecard, assignment, sheet=sheet(4), version=0, by=made.judge)

    with pytest.raises(Stale) as refusal:
        act(service.save_scorecard, assignment, sheet=sheet(3), version=0, by=made.judge)

    assert refusal.value.theirs.levels == {"a1": 4}
    assert refusal.value.version == 1


def test_sending_the_same_draft_again_after_a_lost_answer_is_no_conflict(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)
    act(service.save_scorecard, assignment, sheet=sheet(4), version=0, by=made.judge)

    card = act(service.save_scorecard, assignment, sheet=sheet(4), version=0, by=made.judge)

    assert card.version == 1


def test_submitting_writes_one_version_with_levels_remarks_total_and_stories(app):
    made = make_round()

    submit(made.judge, made.entry, 4, 3, 5, 2, 4)

    version = db.session.scalars(select(ScorecardVersion)).one()
    assert version.levels == {"a1": 4, "a2": 3, "b1": 5, "b2": 2, "b3": 4}
    assert version.weighted_total == "71.2500"
    assert version.remarks["b1"]["comment"] == "Because of b1"
    assert [revision for _, revision in version.story_revisions] == [1]
    assert reload(find_assignment(made.judge, made.entry)).state is AssignmentState.SUBMITTED


def test_submitting_twice_gives_one_version(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    assert count(ScorecardVersion) == 1


def test_an_incomplete_card_cannot_be_submitted_and_names_the_gaps(app):
    made = make_round()

    with pytest.raises(Incomplete) as refusal:
        submit(made.judge, made.entry, 4, 4, 4)

    assert set(refusal.value.gaps) == {"level_b2", "level_b3"}
    assert count(ScorecardVersion) == 0


def test_a_submitted_card_is_closed_until_it_is_taken_back(app):
    made = make_round()
    card = submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    assignment = find_assignment(made.judge, made.entry)

    with pytest.raises(Conflict, match="Take it back first"):
        act(service.save_scorecard, assignment, sheet=sheet(3, 3, 3), version=card.version, by=made.judge)
    act(service.reopen_scorecard, assignment, reason="Second thoughts", by=made.judge)
    act(service.submit_scorecard, assignment, sheet=sheet(3, 3, 3, 3, 3), version=card.version, by=made.judge)

    totals = db.session.scalars(select(ScorecardVersion.weighted_total).order_by(ScorecardVersion.number)).all()
    assert totals == ["75.0000", "50.0000"]


def test_nobody_writes_on_anothers_scorecard(app):
    made = make_round(judges=2)

    with pytest.raises(Missing):
        act(
            service.save_scorecard,
            find_assignment(made.judges[0], made.entry),
            sheet=sheet(4),
            version=0,
            by=made.judges[1],
        )


def test_a_draft_leaves_no_audit_line_and_a_submission_lives_or_dies_with_its_line(app):
    made = make_round()
    assignment = find_assignment(made.judge, made.entry)
    before = count(AuditLine)
    act(service.save_scorecard, assignment, sheet=sheet(4), version=0, by=made.judge)

    def submit_and_fail():
        service.submit_scorecard(assignment, sheet=sheet(4, 4, 4, 4, 4), version=1, by=made.judge)
        db.session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(submit_and_fail)

    assert count(AuditLine) == before
    assert count(ScorecardVersion) == 0
    act(service.submit_scorecard, assignment, sheet=sheet(4, 4, 4, 4, 4), version=1, by=made.judge)
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()
    assert (line.verb, line.facts) == ("scorecard submitted", {})


@pytest.mark.parametrize(
    "change",
    [
        update(ScorecardVersion).values(weighted_total="99.0000"),
        delete(ScorecardVersion),
        update(Mark).values(level=5),
        delete(Mark),
        update(Level).values(meaning="anything goes"),
    ],
    ids=["rewrite a version", "delete a version", "raise a mark", "delete a mark", "bend the rubric"],
)
def test_the_database_itself_refuses_to_change_what_was_submitted(app, change):
    made = make_round()
    card = submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    with pytest.raises(DBAPIError):
        act(db.session.execute, change)

    assert reload(card).state is ScorecardState.SUBMITTED
    assert count(Scorecard) == 1
    assert {mark.level for mark in card.marks} == {4}
