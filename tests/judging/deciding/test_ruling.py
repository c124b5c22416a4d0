from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError

from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.deciding.rules import USUAL, Figure, Ruling
from app.judging.deciding.ruling import choose_rule, get_ruling
from app.judging.models import ResultRule
from app.judging.snapshots import snapshot_of
from app.web.actions import act
from tests.judging.rows import compute, make_round, submit
from tests.make import make_category, make_season, make_user, save

STRICT = {"official": Figure.ADJUSTED, "shortlist_line": 60, "award_line": 80}


def test_a_category_goes_by_the_usual_rule_until_another_is_chosen(app):
    category = make_category(season=make_season(phase="nominating"))
    before = get_ruling(category)

    act(choose_rule, category, **STRICT, by=make_user(role="organiser"))

    assert before == USUAL
    assert get_ruling(category) == Ruling(**STRICT)


@pytest.mark.parametrize(("shortlist", "award"), [(60, 59), (-1, 70), (60, 101)], ids=["crossed", "below", "above"])
def test_lines_lie_on_the_scale_and_in_order(app, shortlist, award):
    category = make_category(season=make_season(phase="nominating"))
    chosen = {"official": Figure.RAW, "shortlist_line": shortlist, "award_line": award}

    with pytest.raises(Refused, match="award line"):
        act(choose_rule, category, **chosen, by=make_user(role="organiser"))


def test_once_judging_opens_the_rule_is_fixed(app):
    category = make_category(season=make_season(phase="judging"))

    with time_machine.travel(category.season.judging_opens_at, tick=False), pytest.raises(Conflict, match="fixed"):
        act(choose_rule, category, **STRICT, by=make_user(role="organiser"))

    assert get_ruling(category) == USUAL


@pytest.mark.parametrize("deed", ["insert", "change", "delete"])
def test_the_database_refuses_another_rule_once_somebody_has_scored(app, deed):
    made = make_round()
    moment = made.season.judging_opens_at - timedelta(days=1)
    rule = ResultRule(category_id=made.category.id, **STRICT, chosen_at=moment)
    if deed != "insert":
        save(rule)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    deeds = {
        "insert": lambda: db.session.add(rule),
        "change": lambda: setattr(db.session.get(ResultRule, made.category.id), "award_line", 61),
        "delete": lambda: db.session.delete(db.session.get(ResultRule, made.category.id)),
    }

    def meddle():
        deeds[deed]()
        db.session.flush()

    with pytest.raises(DBAPIError, match="the rule of this category is fixed"):
        act(meddle)


def test_the_database_refuses_a_rule_that_was_chosen_after_the_opening(app):
    category = make_category(season=make_season(phase="judging"))

    with pytest.raises(DBAPIError, match="the rule of this category is fixed"):
        save(ResultRule(category_id=category.id, **STRICT, chosen_at=category.season.judging_opens_at))


def test_a_snapshot_holds_the_rule(app):
    made = make_round()
    save(ResultRule(category_id=made.category.id, **STRICT, chosen_at=made.season.nominations_open_at))
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    compute(made)

    with time_machine.travel(made.after_judging):
        snapshot = snapshot_of(made.category)

    assert (snapshot["official"], snapshot["lines"]) == ("adjusted", {"shortlist": "60.0000", "award": "80.0000"})
