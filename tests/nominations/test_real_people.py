import os

import pytest

from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.signals import hold_late
from app.web.actions import act
from tests.make import make_category, make_nomination
from tests.nominations.posting import count_states, keep_token, person, real_stories

STORIES = [story for _, story in real_stories()]
SOME = STORIES[:: 1 if os.environ.get("FULL") else 10]


def confirm_all():
    for nomination in db.session.query(Nomination).filter_by(state=State.UNCONFIRMED).order_by(Nomination.id):
        act(service.confirm, nomination)
    hold_late()
    return count_states()


def test_there_are_three_hundred_stories_of_many_kinds():
    assert len(set(STORIES)) == len(STORIES) >= 300
    assert len({kind for kind, _ in real_stories()}) >= 40


def test_no_story_of_a_real_person_is_held_for_its_words(app, engine):
    category, told = make_category(), STORIES if engine == "sqlite" else SOME
    for story in told:
        make_nomination(state=State.UNCONFIRMED, category=category, story=story, signals=["no_proof"])

    states = confirm_all()

    print(f"\n{len(told)} stories without proof: {states.get(State.HELD, 0)} held")
    assert sum(states.values()) == len(told)
    assert states.get(State.HELD, 0) <= len(STORIES) * 0.005


@pytest.mark.slow
def test_people_everywhere_get_through_the_form(client, app):
    category = make_category()
    keep_token(client)

    answers = [
        person(client, category, story, has_scripts=number % 10 > 0, address=f"198.51.{number % 200}.9")
        for number, story in enumerate(SOME)
    ]
    states = confirm_all()

    print(f"\n{len(SOME)} people everywhere: {states.get(State.HELD, 0)} held")
    assert {answer.status_code for answer in answers} == {303}
    assert states == {State.SUBMITTED: len(SOME)}


@pytest.mark.slow
def test_an_office_of_two_hundred_is_taken_whole_within_an_hour(client, app):
    category = make_category()
    keep_token(client)
    office = SOME[:200]

    answers = [person(client, category, story, has_scripts=number % 4 > 0) for number, story in enumerate(office)]
    states = confirm_all()

    print(f"\n{len(office)} people of one office: {states.get(State.HELD, 0)} held")
    assert {answer.status_code for answer in answers} == {303}
    assert sum(states.values()) == len(office)
    assert states.get(State.HELD, 0) <= len(office) * 0.02
