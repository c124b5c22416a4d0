"""What a decision leaves behind: where the story stands from then on, and what its nominator is told."""

from app.nominations import queries, service
from app.nominations.rules import State
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_company, make_nomination, make_user, reload


def test_an_accepted_story_stands_with_the_company_it_was_accepted_for(app):
    nomination = make_nomination(company_name="Brightlyne")
    meant = make_company("Brightline Broadband")

    act(service.accept, nomination, placing=Placing(company=meant), by=make_user())

    told = queries.list_stories_of_companies([meant.id])
    assert reload(nomination).state is State.ACCEPTED
    assert [story.story_id for story in told] == [nomination.story_id]


def test_a_story_of_a_new_company_stands_with_it(app):
    nomination = make_nomination(company_name="Acme")

    act(service.accept, nomination, placing=Placing(company_name="Acme"), by=make_user())

    entry = reload(nomination).entry
    assert [story.story_id for story in queries.list_stories_of_companies([entry.company_id])] == [nomination.story_id]
