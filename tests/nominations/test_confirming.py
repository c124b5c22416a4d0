"""Which nominations of one person stand beside each other once they are confirmed."""

from app.nominations import service
from app.nominations.rules import State
from app.web.actions import act
from tests.make import make_category, make_nomination, make_season, reload


def confirmed(**columns):
    nomination = make_nomination(state=State.UNCONFIRMED, email="ada@example.org", company_name="Acme", **columns)
    act(service.confirm, nomination)
    return nomination


def test_the_same_company_is_nominated_in_two_categories_by_one_person(app):
    season = make_season()
    first, second = (confirmed(category=make_category(season=season)) for _ in range(2))

    assert [reload(each).state for each in (first, second)] == [State.SUBMITTED] * 2


def test_in_one_category_the_newer_one_replaces_the_older_at_that_moment(app):
    category = make_category()
    first, second = (confirmed(category=category) for _ in range(2))

    older, newer = reload(first), reload(second)
    assert (older.state, newer.state) == (State.REPLACED, State.SUBMITTED)
    assert older.ended_at >= newer.confirmed_at
