from email import message_from_bytes, policy

import pytest

from app.mail import service
from app.mail.letters import NEWS, Words
from app.mail.rules import State
from app.mail.worker import deliver_due
from app.web.actions import act
from tests.mail.steps import queue, stands

LINK = "http://localhost/nominations/abc-def/unsubscribe"


@pytest.fixture
def news(greeting):
    """Make the greeting a piece of news with a link that ends it."""
    NEWS.add("greeting")
    greeting["now"] = Words("ada@example.org", "News", "greeting.txt", {"body": "Hello."}, unsubscribe=LINK)
    yield greeting
    NEWS.discard("greeting")


def test_news_can_be_ended_by_one_press_in_the_mail_program_and_by_a_link(app, sink, news):
    queue()

    deliver_due()

    letter = message_from_bytes(sink.letters[0], policy=policy.default)
    assert letter["List-Unsubscribe"] == f"<{LINK}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert LINK in letter.get_body(("plain",)).get_content()
    assert f'href="{LINK}"' in letter.get_body(("html",)).get_content()


def test_an_address_that_refused_news_gets_none_and_the_outbox_says_why(app, sink, news):
    act(service.refuse_news, "Ada@Example.org ")
    act(service.refuse_news, "ada@example.org")
    queue()

    deliver_due()

    assert sink.letters == []
    assert (stands().state, stands().reason) == (State.CANCELLED, "refused by its reader")


def test_whoever_wants_news_again_gets_it(app, sink, news):
    act(service.refuse_news, "ada@example.org")
    act(service.want_news, "ada@example.org")
    queue()

    assert deliver_due() == 1


def test_a_letter_somebody_asked_for_is_sent_whatever_was_refused(app, sink, greeting):
    act(service.refuse_news, "ada@example.org")
    queue()

    deliver_due()

    letter = message_from_bytes(sink.letters[0], policy=policy.default)
    assert letter["List-Unsubscribe"] is None
