"""What a decision leaves behind: where the story stands from then on, and what its nominator is told."""

import pytest

from app.audit import queries as audit
from app.nominations import queries, service
from app.nominations.rules import Reason, State
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_company, make_nomination, make_user, reload, sent_letters


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


def test_a_decision_that_was_taken_back_and_made_anew_is_told_anew(app):
    by, nomination = make_user(), make_nomination(email="ada@example.org")
    act(service.accept, nomination, placing=Placing(company_name="Acme"), by=by)
    told_first = sent_letters(app)
    act(service.undo_decision, reload(nomination), by=by)

    act(service.reject, reload(nomination), reason=Reason.ADVERT, by=by)

    told = sent_letters(app)
    assert len(told_first) == 1
    assert len(told) == 2
    assert "reads as an advert" in str(told[-1].get_body(("plain",)).get_content())


@pytest.mark.parametrize(("is_own", "facts"), [(True, "by the same curator"), (False, None)], ids=["own", "other"])
def test_the_log_says_when_who_typed_it_also_accepts_it(app, is_own, facts):
    by = make_user()
    typed = make_nomination(entered_by_id=(by if is_own else make_user()).id)

    act(service.accept, typed, placing=Placing(company_name="Acme"), by=by)

    line = audit.list_lines(about=[f"nomination:{typed.reference}"])[0]
    assert (line.verb, line.facts.get("entered")) == ("nomination accepted", facts)
