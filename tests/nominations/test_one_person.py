"""Of one person's nominations of one company the newest stands, whatever happens at the same moment."""

import os

import pytest

from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import LIVE, Reason, State
from app.nominations.service import Writing
from app.web.actions import act
from tests.make import make_category, make_entry, make_nomination, make_season, make_user, reload
from tests.together import at_once

ROUNDS = 200 if os.environ.get("FULL") else 20
ENDINGS = {
    State.ERASED: lambda row, by: service.erase(row),
    State.WITHDRAWN: lambda row, by: service.withdraw(row),
    State.REJECTED: lambda row, by: service.reject(row, reason=Reason.ADVERT, by=by),
}


def confirming(nomination):
    number = nomination.id
    return lambda: act(service.confirm, db.session.get_one(Nomination, number)).state


def ending(nomination, end, by):
    number = nomination.id
    return lambda: act(ENDINGS[end], db.session.get_one(Nomination, number), db.session.get_one(User, by)).state


def moving(nomination, category):
    number, where = nomination.id, category.id
    writing = Writing(company_name="Brightline", story="They stayed until it worked.", email="ada@example.org")

    def step():
        row = db.session.get_one(Nomination, number)
        return act(service.edit, row, seen_revision=1, category_id=where, writing=writing)

    return step


@pytest.mark.slow
def test_two_confirmed_at_once_leave_one(app):
    category = make_category()
    for number in range(ROUNDS):
        person = {"category": category, "email": f"ada{number}@example.org"}
        pair = [make_nomination(state=State.UNCONFIRMED, **person) for _ in range(2)]

        at_once(app, *map(confirming, pair))

        assert sorted(reload(each).state in LIVE for each in pair) == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize("end", ENDINGS)
def test_what_ends_while_a_newer_one_is_confirmed_stays_ended(app, end):
    category, by = make_category(), make_user().id
    for number in range(ROUNDS):
        person = {"category": category, "email": f"ada{number}@example.org"}
        older, newer = make_nomination(**person), make_nomination(state=State.UNCONFIRMED, **person)

        said, _ = at_once(app, ending(older, end, by), confirming(newer))

        assert reload(older).state is said or isinstance(said, Refused)


@pytest.mark.slow
def test_two_moved_to_one_category_at_once_leave_one_there(app):
    for _ in range(ROUNDS):
        season = make_season()
        there, *here = (make_category(season=season) for _ in range(3))
        pair = [make_nomination(category=each, email="ada@example.org") for each in here]

        at_once(app, *(moving(each, there) for each in pair))

        assert sum(reload(each).category_id == there.id for each in pair) == 1


def test_a_story_that_judges_read_is_not_replaced_by_a_late_confirmation(app):
    category = make_category(season=make_season(phase="judging"))
    person = {"email": "ada@example.org", "company_name": "Brightline"}
    older = make_nomination(state=State.ACCEPTED, entry=make_entry(category=category), **person)
    newer = make_nomination(state=State.UNCONFIRMED, category=category, **person)

    act(service.confirm, newer)

    assert reload(older).state is State.ACCEPTED
    assert reload(newer).state in LIVE
