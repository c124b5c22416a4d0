import os

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.errors import Missing
from app.extensions import db
from app.judging import service, visibility
from app.judging.interests import declaring, leaving
from app.judging.interests.declaring import Told
from app.judging.interests.rules import InterestKind
from app.judging.models import Assignment, Replacement
from app.web.actions import act
from tests.judging.interests.tied import asked_for
from tests.judging.rows import compute, find_assignment, make_round, sheet
from tests.make import make_season, make_user, reload
from tests.together import at_once

ROUNDS = 100 if os.environ.get("FULL") == "1" else 10
pytestmark = pytest.mark.slow


def handing_back(judge, entry):
    ids = judge.id, find_assignment(judge, entry).id

    def step():
        by, assignment = db.session.get(User, ids[0]), db.session.get(Assignment, ids[1])
        return act(leaving.hand_back, assignment, by=by).id

    return step


def submitting(judge, entry):
    ids = judge.id, find_assignment(judge, entry).id

    def step():
        by, assignment = db.session.get(User, ids[0]), db.session.get(Assignment, ids[1])
        try:
            return act(service.submit_scorecard, assignment, sheet=sheet(4, 4, 4, 4, 4), version=0, by=by).id
        except Missing as missing:
            return missing

    return step


def tying(judge, entry):
    number, told = judge.id, Told(InterestKind.EMPLOYER, entry.company.name)

    def step():
        by = db.session.get(User, number)
        return act(declaring.declare, by, told=told, by=by)[0].id

    return step


def test_two_who_hand_back_at_once_are_replaced_by_two_others(app):
    spares = [make_user(role="judge") for _ in range(2)]
    season = make_season(phase="judging")
    for _ in range(ROUNDS):
        made = make_round(judges=2, season=season)
        for each in made.judges:
            act(retire_later, each)

        at_once(app, *[handing_back(judge, made.entry) for judge in made.judges])

        assert asked_for(made.entry) == {spare.id for spare in spares}
        kept = select(func.count(func.distinct(Replacement.successor_id))).join(Replacement.assignment)
        assert db.session.scalar(kept.where(Assignment.entry_id == made.entry.id)) == 2


def retire_later(judge):
    """Take the judge's role away, so that nobody of an earlier round takes over in a later one."""
    db.session.get(User, judge.id).role_rows.clear()
    db.session.flush()


def test_a_scorecard_that_is_submitted_while_a_tie_is_declared_never_counts(app):
    season = make_season(phase="judging")
    submitted = 0
    for _ in range(ROUNDS):
        made = make_round(judges=1, season=season)
        assignment = find_assignment(made.judge, made.entry)

        outcomes = at_once(app, submitting(made.judge, made.entry), tying(made.judge, made.entry))

        submitted += not isinstance(outcomes[0], Missing)
        state = reload(assignment).state
        assert state == ("released" if isinstance(outcomes[0], Missing) else "submitted")
        compute(made)
        assert visibility.list_cards_to_compute(made.category) == []
    assert 0 <= submitted <= ROUNDS


def test_a_scorecard_that_is_submitted_while_it_is_handed_back_is_one_of_both(app):
    season = make_season(phase="judging")
    for _ in range(ROUNDS):
        made = make_round(judges=1, season=season)
        assignment = find_assignment(made.judge, made.entry)

        outcomes = at_once(app, submitting(made.judge, made.entry), handing_back(made.judge, made.entry))

        is_submitted = not isinstance(outcomes[0], Missing)
        assert reload(assignment).state == ("submitted" if is_submitted else "recused")
        assert isinstance(outcomes[1], Exception) is is_submitted
