"""A reply is one's own: the words of a template, or words somebody sent lately, are asked about once."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.listening.answering import replying, settling
from app.listening.answering.settling import Worn
from app.listening.answering.worn import bare
from app.listening.models import Outreach
from app.listening.rules import OutreachState
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import make_claimed
from tests.make import csrf, make_user, reload, sign_in

LINK = "https://awards.example.org/n/abcdefghij"


def reply_to(mention: object) -> Outreach:
    return act(replying.require_reply, mention)


def send_same(by: object, words: str, **columns: object) -> None:
    mention = make_claimed(by, **columns)
    text = f"{words} {replying.link_of(reply_to(mention).code)}"
    act(settling.open_reply, mention, text=text, by=by)
    act(replying.mark_sent, mention, reply_url="", by=by)


@pytest.mark.parametrize("company", ["", "Brightline"])
def test_an_unedited_template_asks_again(app: Flask, company: str) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    act(replying.use_template, mention, template="short", company=company, by=ada)

    with pytest.raises(Worn, match="the words of the template"):
        act(settling.open_reply, mention, text=reply_to(mention).text, company=company, by=ada)

    assert reload(reply_to(mention)).state is OutreachState.DRAFT


@pytest.mark.parametrize(
    "again",
    [
        "What a lovely story!",
        "what  a LOVELY\nstory",
        "@bea what a lovely story",
        "What a lovely story. https://a.example",
    ],
)
def test_words_that_anybody_sent_lately_ask_again(app: Flask, again: str) -> None:
    ada, omar = make_user(), make_user()
    send_same(ada, "What a lovely story!")

    with pytest.raises(Worn, match="in the last 30 days"):
        send_same(omar, again)


def test_other_words_do_not(app: Flask) -> None:
    ada = make_user()
    send_same(ada, "What a lovely story!")

    send_same(ada, "What a lovely long story!")


def test_after_thirty_days_the_same_words_are_fresh(app: Flask) -> None:
    ada = make_user()
    send_same(ada, "What a lovely story!")

    with time_machine.travel(clock.now() + timedelta(days=29), tick=True), pytest.raises(Worn):
        send_same(ada, "What a lovely story!")
    with time_machine.travel(clock.now() + timedelta(days=31), tick=True):
        send_same(ada, "What a lovely story!")


def test_words_are_known_when_the_text_is_wiped(app: Flask) -> None:
    ada = make_user()
    send_same(ada, "What a lovely story!", post_id="5001")
    act(wipe, [1], by="worker")

    with pytest.raises(Worn):
        send_same(ada, "What a lovely story!")


def test_a_link_alone_says_nothing(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    with pytest.raises(Worn):
        act(settling.open_reply, mention, text=replying.link_of(reply_to(mention).code), by=ada)


def test_the_bare_words_are_what_is_left() -> None:
    assert bare(f"@bea@far.example Well   SAID… {LINK}", LINK) == "well said"


def test_a_deliberate_tick_sends_the_same_words_and_counts_for_them_alone(client: FlaskClient) -> None:
    ada = make_user()
    sign_in(client, ada)
    mention = make_claimed(ada)
    path, text = f"/curate/mentions/{mention.public_id}", reply_to(mention).text
    token = csrf(client, path)

    asked = client.post(path, data={"csrf_token": token, "action": "open", "text": text})
    html = asked.get_data(as_text=True)
    proof = html.split('name="sure_of" value="')[1].split('"')[0]
    other = {"csrf_token": token, "action": "open", "sure": "y", "sure_of": "0" * 64, "text": text}
    wrong = client.post(path, data=other)
    sent = client.post(path, data={**other, "sure_of": proof})

    assert (asked.status_code, wrong.status_code, sent.status_code) == (422, 422, 303)
    assert "These are the words of the template" in html
    assert text.split("{")[0][:40] in html
    assert "checked" not in html.split('name="sure"')[1].split(">")[0]
    assert reload(reply_to(mention)).state is OutreachState.OPENED
