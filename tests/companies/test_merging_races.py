"""Merges at the very same moment: exactly one comes true, and never a circle."""

import os

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.companies.models import Company
from app.errors import Refused
from app.extensions import db
from app.judging import service as judging
from app.nominations import service
from app.nominations.models import Entry, Nomination
from app.nominations.service.merging import merge_companies
from app.web.actions import act
from tests.companies.register import judged, make_register
from tests.judging.rows import find_assignment, sheet
from tests.make import make_nomination, make_user
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 100 if os.environ.get("FULL") else 10


def merging(register, merged, into):
    ids = register.companies[merged].id, register.companies[into].id, register.curator.id

    def step():
        one, other = db.session.get_one(Company, ids[0]), db.session.get_one(Company, ids[1])
        return act(merge_companies, one, into=other, by=db.session.get_one(User, ids[2]))

    return step


def scoring(judge, entry):
    ids = judge.id, entry.id

    def step():
        by = db.session.get_one(User, ids[0])
        assignment = find_assignment(by, db.session.get_one(Entry, ids[1]))
        return act(judging.save_scorecard, assignment, sheet=sheet(3), version=0, by=by)

    return step


def accepting(nomination, company, curator):
    ids = nomination.id, company.id, curator.id

    def step():
        placing = service.Placing(company=db.session.get_one(Company, ids[1]))
        told, by = db.session.get_one(Nomination, ids[0]), db.session.get_one(User, ids[2])
        return act(service.accept, told, placing=placing, by=by)

    return step


def pointers():
    db.session.rollback()
    return dict(db.session.execute(select(Company.id, Company.merged_into_id)).all())


def test_of_two_merges_into_each_other_one_wins(app):
    register = make_register("AB")
    for _ in range(ROUNDS):
        outcomes = at_once(app, merging(register, "A", "B"), merging(register, "B", "A"))

        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        assert len(refused) == 1, outcomes
        assert sum(target is not None for target in pointers().values()) == 1
        (merge,) = register.standing()
        register.undo(merge)


def test_merges_around_a_circle_leave_no_circle(app):
    register = make_register("ABC")
    for _ in range(ROUNDS):
        at_once(app, *(merging(register, merged, into) for merged, into in ("AB", "BC", "CA")))

        merged = {company: target for company, target in pointers().items() if target is not None}
        assert set(merged.values()).isdisjoint(merged)
        assert len(judged(register.categories[0])) == 3 - len(merged)
        for merge in reversed(register.standing()):
            register.undo(merge)


def test_a_first_scorecard_and_a_merge_do_not_both_come_true(app):
    register = make_register("AB")
    act(judging.install_rubrics)
    organiser = make_user(role="organiser")
    entry = db.session.scalar(select(Entry).filter_by(category_id=register.categories[0].id).order_by(Entry.id.desc()))
    for _ in range(ROUNDS):
        judge = make_user(role="judge")
        act(judging.change_panel, register.categories[0], add=[(judge, entry)], by=organiser)

        outcomes = at_once(app, scoring(judge, entry), merging(register, "B", "A"))

        assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1, outcomes
        if not isinstance(outcomes[0], Refused):
            break
        register.undo(register.standing()[0])


def test_an_entry_opened_during_a_merge_is_joined(app):
    for number in range(ROUNDS):
        register = make_register([f"A{number}", f"B{number}"], only="A", phase="nominating")
        nomination = make_nomination(category=register.categories[0])
        accept = accepting(nomination, register.companies[f"B{number}"], register.curator)

        at_once(app, accept, merging(register, f"A{number}", f"B{number}"))

        assert [len(judged(category)) for category in register.categories] == [1, 1]
