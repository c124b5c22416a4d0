import json
import os
import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import User
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, service
from app.judging.models import Assignment, Result, Scorecard, ScorecardVersion
from app.judging.rules import AwardState, Outcome
from app.judging.service.scorecards import Stale
from app.judging.sheet import Sheet
from app.programme.models import Category
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.judging.rows import compute, find_assignment, make_round, sheet, submit
from tests.make import make_season, make_user, reload
from tests.together import at_once

ROUNDS = 200 if os.environ.get("FULL") == "1" else 20
pytestmark = pytest.mark.slow


def submitting(judge_id, assignment_id, levels=(4, 4, 4, 4, 4), version=0):
    def step():
        judge, assignment = db.session.get(User, judge_id), db.session.get(Assignment, assignment_id)
        return act(service.submit_scorecard, assignment, sheet=sheet(*levels), version=version, by=judge).id

    return step


def sealing(category_id):
    """Seal as soon as it is allowed, as an impatient organiser does, and compute."""

    def step():
        while True:
            category = db.session.get(Category, category_id)
            try:
                act(service.seal, category, by="test")
            except Refused:
                time.sleep(0.001)
            else:
                return act(service.compute_result, category, by="test").id

    return step


def waiting(step, seconds):
    def late():
        time.sleep(seconds)
        return step()

    return late


def times_of(entry):
    """Return when each scorecard of an entry was submitted."""
    kept = select(ScorecardVersion.submitted_at).join(Scorecard).where(Scorecard.entry_id == entry.id)
    return list(db.session.scalars(kept))


def test_at_the_edge_of_the_grace_what_a_result_holds_is_all_that_was_ever_submitted(app):
    season = make_season(phase="judging")
    edge = season.judging_closes_at + SCORECARD_GRACE
    late = 0
    for turn in range(ROUNDS):
        with time_machine.travel(season.judging_opens_at + timedelta(days=1)):
            made = make_round(judges=5, season=season)
        steps = [submitting(judge.id, find_assignment(judge, made.entry).id) for judge in made.judges]
        with time_machine.travel(season.judging_closes_at + timedelta(seconds=turn % 120)):
            steps.pop()()
        with time_machine.travel(edge - timedelta(milliseconds=30), tick=True):
            racing = [waiting(step, 0.012 * place) for place, step in enumerate(steps)]
            outcomes = at_once(app, sealing(made.category.id), *racing)

        refused = sum(isinstance(outcome, Refused) for outcome in outcomes)
        document = json.loads(db.session.get(Result, outcomes[0]).document)
        assert len(times_of(made.entry)) == len(document["scorecards"]) == 5 - refused
        assert max(times_of(made.entry)) <= reload(made.category).sealed_at
        late += refused
    print(f"{ROUNDS} rounds at the edge of the grace: {late} of {4 * ROUNDS} came too late, every other one counts")


def test_a_double_submission_from_two_windows_gives_one_version(app):
    made = make_round(judges=ROUNDS)
    for judge in made.judges:
        assignment = find_assignment(judge, made.entry)

        outcomes = at_once(app, *[submitting(judge.id, assignment.id)] * 8)

        assert len(set(outcomes)) == 1
    assert db.session.scalar(select(func.count(ScorecardVersion.id))) == ROUNDS


def test_of_two_windows_with_different_levels_one_wins_and_the_other_is_told(app):
    made = make_round(judges=ROUNDS)
    for judge in made.judges:
        assignment = find_assignment(judge, made.entry)

        outcomes = at_once(
            app,
            submitting(judge.id, assignment.id, (4, 4, 4, 4, 4)),
            submitting(judge.id, assignment.id, (3, 3, 3, 3, 3)),
        )

        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert db.session.scalar(select(func.count(ScorecardVersion.id))) == ROUNDS


def saving(judge_id, assignment_id, level):
    def step():
        judge, assignment = db.session.get(User, judge_id), db.session.get(Assignment, assignment_id)
        return act(service.save_scorecard, assignment, sheet=sheet(level), version=1, by=judge).version

    return step


def test_of_two_windows_that_save_a_draft_at_once_none_overwrites_the_other(app):
    made = make_round(judges=ROUNDS)
    for judge in made.judges:
        assignment = find_assignment(judge, made.entry)
        act(service.save_scorecard, assignment, sheet=Sheet({"a1": 1}), version=0, by=judge)

        outcomes = at_once(app, *[saving(judge.id, assignment.id, level) for level in (3, 4)])

        assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Conflict)) == [Stale]


def test_two_organisers_who_sign_at_once_are_both_counted(app):
    made = make_round(judges=3)
    other = make_user(role="organiser")
    for judge in made.judges:
        submit(judge, made.entry, 4, 4, 4, 4, 4)
    compute(made)
    with time_machine.travel(made.after_judging, tick=True):
        for _ in range(ROUNDS):
            honour = {"outcome": Outcome.AWARD, "entries": made.entries, "citation": "They stay."}
            act(service.propose, made.category, **honour, by=made.organiser)

            at_once(app, *[signing(made.category.id, person.id) for person in (made.organiser, other)])

            award = queries.list_decision(reload(made.category))[0]
            assert (award.state, len(award.sign_offs)) == (AwardState.SIGNED, 2)
            db.session.rollback()


def signing(category_id, person_id):
    def step():
        category, person = db.session.get(Category, category_id), db.session.get(User, person_id)
        return len(act(service.sign, category, by=person))

    return step
