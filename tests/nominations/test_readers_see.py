"""What the private page says readers see: masks at once, and the person by an initial even before a decision."""

import pytest

from app import clock
from app.nominations.models import Mask
from app.nominations.rules import State
from tests.make import make_category, make_nomination, make_user, save
from tests.nominations.private import link_to, read

STORY = "My router failed. Priya Shah rang me on 020 7946 0000, and Priya stayed until it worked."
NUMBER = "020 7946 0000"


def told(recognises, nominee, **columns):
    """Make a nomination about somebody, of which a curator hid a telephone number."""
    category = make_category(recognises=recognises)
    nomination = make_nomination(category=category, story=STORY, nominee=nominee, **columns)
    at, by = STORY.index(NUMBER), make_user()
    hidden = {"kind": "phone", "shown_as": "[phone number hidden]", "made_by_id": by.id, "made_at": clock.now()}
    save(Mask(nomination_id=nomination.id, revision=1, start=at, end=at + len(NUMBER), **hidden))
    return nomination


@pytest.mark.parametrize("state", [State.SUBMITTED, State.HELD, State.ASKED])
def test_before_a_decision_the_person_stands_there_as_an_initial(client, state):
    page = read(client, link_to(told("person", "Priya Shah", state=state)))

    assert "What readers will see" in page
    assert "P. rang me on [phone number hidden], and P. stayed" in page


def test_a_team_is_shown_by_its_name(client):
    page = read(client, link_to(told("team", "Priya")))

    assert "Priya Shah rang me on [phone number hidden], and Priya stayed" in page


def test_without_anything_hidden_the_story_is_not_shown_twice(client):
    nomination = make_nomination(category=make_category(recognises="person"), nominee="Priya Shah", story=STORY)

    assert "What readers" not in read(client, link_to(nomination))
