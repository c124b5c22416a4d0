import pytest

from app.nominations import service
from app.nominations.rules import Reason
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_nomination, make_user, reload, sent_letters
from tests.nominations.private import link_to


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


@pytest.mark.parametrize("is_off", [False, True], ids=["on the site", "off the site"])
def test_the_letter_of_an_accepted_story_says_whether_the_public_reads_it(app, is_off):
    nomination = make_nomination()
    act(service.set_off_site, nomination, is_off=is_off)

    act(service.accept, nomination, placing=Placing(company_name="Brightline"), by=make_user())
    text = text_of(sent_letters(app)[0])

    assert ("stays off the site, as you asked" in text) is is_off
    assert (f"/stories/{nomination.story_id}" in text) is not is_off
    assert link_to(reload(nomination)) in text


def test_the_letter_of_one_that_was_not_accepted_says_why_and_what_stays_possible(app):
    nomination = make_nomination()

    act(service.reject, nomination, reason=Reason.NO_STORY, note="Tell us what they did.", by=make_user())
    text = text_of(sent_letters(app)[0])

    assert "says too little about what happened" in text
    assert "Tell us what they did." in text
    assert link_to(nomination) in text


def test_a_question_comes_by_letter_with_the_page_to_answer_on(app):
    nomination = make_nomination()

    act(service.ask, nomination, question="Which branch was it?", by=make_user())
    (letter,) = sent_letters(app)

    assert letter["Subject"] == "A question about your nomination of Brightline"
    assert "Which branch was it?" in text_of(letter)
    assert link_to(nomination) in text_of(letter)
    assert letter["List-Unsubscribe"] is None


def test_a_question_that_was_answered_before_its_letter_left_is_not_sent(app):
    from app.extensions import db
    from app.nominations.models import NominationQuestion

    nomination = make_nomination()
    act(service.ask, nomination, question="Which branch was it?", by=make_user())
    act(service.answer, db.session.scalars(db.select(NominationQuestion)).one(), words="In Leeds.")

    assert sent_letters(app) == []
