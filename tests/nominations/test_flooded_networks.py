"""What holds a flood from one network lets honest people of that network through."""

import pytest

from app.nominations.rules import State
from app.nominations.signals import hold_late
from tests.listening.rows import make_sent
from tests.make import make_category, make_company, make_nomination, make_user, reload
from tests.nominations.test_signals import confirmed, make_many

HERE = "a" * 16


@pytest.fixture
def category(app):
    return make_category()


def make_code():
    make_company("Brightline Broadband", x_handle="BrightlineHelp")
    return make_sent(make_user(), text="@BrightlineHelp stayed on the phone until it worked")[1].code


def test_who_did_the_work_is_no_part_of_a_flood_without_it(category):
    make_many(1_500, category, origin=HERE, is_proven=False)

    nomination = confirmed(category=category, origin=HERE)

    assert nomination.state is State.SUBMITTED
    assert nomination.signals == ["origin_burst"]
    assert hold_late() == 0


def test_who_did_no_work_is_held_in_the_same_flood(category):
    make_many(1_500, category, origin=HERE, is_proven=True)

    assert confirmed(category=category, origin=HERE, signals=["no_proof"], is_proven=False).state is State.HELD


def test_a_flood_that_does_the_work_is_held_all_the_same(category):
    make_many(1_000, category, origin=HERE, is_proven=True)

    assert confirmed(category=category, origin=HERE).state is State.HELD


def test_whose_story_was_accepted_before_is_in_no_flood(category):
    make_nomination(state="accepted", email="ada@example.org")
    make_many(1_000, category, origin=HERE, is_proven=True)

    known = confirmed(category=category, origin=HERE, email="ada@example.org", story="Once more they rang me at once.")
    unknown = confirmed(category=category, origin=HERE, email="eve@example.org")

    assert (known.state, unknown.state) == (State.SUBMITTED, State.HELD)


def test_a_story_that_was_not_accepted_makes_nobody_known(category):
    make_nomination(state="rejected", email="ada@example.org")
    make_many(1_000, category, origin=HERE, is_proven=True)

    assert confirmed(category=category, origin=HERE, email="ada@example.org").state is State.HELD


def test_who_came_by_a_code_we_handed_out_is_in_no_flood(category):
    code = make_code()
    make_many(1_000, category, origin=HERE, is_proven=True)

    assert confirmed(category=category, origin=HERE, outreach_code=code).state is State.SUBMITTED
    assert confirmed(category=category, origin=HERE, outreach_code="invented").state is State.HELD


def test_a_code_that_was_passed_around_opens_no_gate(category):
    code = make_code()
    make_many(1_000, category, origin=HERE, is_proven=True, outreach_code=code)

    nomination = confirmed(category=category, origin=HERE, outreach_code=code)

    assert (reload(nomination).state, nomination.signals) == (State.HELD, ["origin_flood", "outreach_burst"])
