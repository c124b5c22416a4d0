from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening.answering import replying, settling
from app.listening.models import Claim
from app.listening.rules import MentionState, OutreachState
from app.web.actions import act
from tests.listening.rows import make_claimed, make_sent, own_words, verbs
from tests.make import make_user, reload


def test_sending_moves_reply_and_post_together_and_ends_the_claim(app: Flask) -> None:
    ada = make_user()

    mention, outreach = make_sent(ada)

    assert (mention.state, outreach.state) == (MentionState.SENT, OutreachState.SENT)
    assert db.session.scalar(select(func.count()).where(Claim.ended_at.is_(None))) == 0
    assert verbs()[-1] == "reply sent by hand"


@pytest.mark.parametrize(
    ("text", "told"), [("No link here", "Keep the link"), ("x" * 260 + " {link}", "4 characters too long")]
)
def test_a_reply_keeps_its_link_and_its_length(app: Flask, text: str, told: str) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    link = replying.link_of(replying.require_reply(mention).code)

    with pytest.raises(Refused, match=told):
        act(settling.open_reply, mention, text=text.format(link=link), by=ada)

    assert reload(replying.require_reply(mention)).state is OutreachState.DRAFT


def test_settled_words_can_be_taken_back_and_other_words_begun(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    outreach = replying.require_reply(mention)
    act(settling.open_reply, mention, text=own_words(outreach), by=ada)

    act(replying.edit_reply, mention, by=ada)
    act(replying.use_template, mention, template="short", company="Brightline", by=ada)

    assert reload(outreach).state is OutreachState.DRAFT
    assert outreach.text.startswith("That is support worth an award. You can nominate Brightline")
    assert outreach.code in outreach.text


def test_nothing_is_sent_before_its_words_are_settled(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    with pytest.raises(Conflict):
        act(replying.mark_sent, mention, reply_url="", by=ada)

    assert reload(mention).state is MentionState.CLAIMED


def test_an_address_that_is_none_is_not_kept(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    act(settling.open_reply, mention, text=own_words(replying.require_reply(mention)), by=ada)

    with pytest.raises(Refused, match="whole web address"):
        act(replying.mark_sent, mention, reply_url="javascript:alert(1)", by=ada)


def test_the_first_visit_of_each_day_is_noted(app: Flask) -> None:
    _, outreach = make_sent(make_user())

    first, again = act(replying.record_visit, outreach.code), act(replying.record_visit, outreach.code)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        next_day = act(replying.record_visit, outreach.code)

    assert (first, again, next_day) == (True, False, True)
    assert reload(outreach).state is OutreachState.VISITED
    assert verbs().count("reply visited") == 1


def test_a_link_that_was_never_sent_notes_no_visit(app: Flask) -> None:
    mention = make_claimed(make_user())

    assert not act(replying.record_visit, replying.require_reply(mention).code)
    assert not act(replying.record_visit, "aaaaaaaaaa")


def test_a_second_press_on_sent_is_none(app: Flask) -> None:
    ada = make_user()
    mention, outreach = make_sent(ada)

    act(replying.mark_sent, mention, reply_url="", by=ada)

    assert (reload(outreach).state, verbs().count("reply sent by hand")) == (OutreachState.SENT, 1)
