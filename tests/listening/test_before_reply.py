import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.extensions import db
from app.listening.answering import before_reply, replying, settling
from app.listening.models import Mention, MentionNote, Outreach
from app.listening.passes import standing
from app.listening.rules import MentionState, OutreachState
from app.listening.service.wiping import wipe
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.web.actions import act
from tests.listening.rows import make_claimed, own_words
from tests.listening.x_server import HISTORY, TOKEN, Answer, XServer, make_post
from tests.make import csrf, make_user, reload, sign_in
from tests.processes import wait_for

COULD_NOT = "could not be checked just now"


@pytest.fixture
def ada(client: FlaskClient) -> User:
    user = make_user(name="Ada")
    sign_in(client, user)
    return user


@pytest.fixture
def _x_is_set_up(app: Flask, x: XServer) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token=TOKEN, x_api_url=x.url, x_monthly_budget=Decimal(100))
    yield
    app.config["AWARDS"] = kept


def claim_shown(x: XServer, by: User) -> Mention:
    post = make_post()
    x.posts.append(post)
    return make_claimed(by, post_id=post["id"])


def get_ready(client: FlaskClient, mention: Mention) -> TestResponse:
    path = f"/curate/mentions/{mention.public_id}"
    text = own_words(replying.require_reply(mention))
    return client.post(path, data={"csrf_token": csrf(client, path), "action": "open", "text": text})


def follow(client: FlaskClient, answer: TestResponse) -> str:
    assert answer.status_code == 303
    return client.get(answer.location).get_data(as_text=True)


def state_of(mention: Mention) -> OutreachState:
    return act(replying.require_reply, reload(mention)).state


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_post_that_is_still_there_is_opened_without_a_word(client: FlaskClient, x: XServer, ada: User) -> None:
    mention = claim_shown(x, ada)

    html = follow(client, get_ready(client, mention))

    assert "Send it yourself" in html
    assert COULD_NOT not in html
    assert [query["ids"] for query in x.asked] == [mention.post_id]
    assert reload(mention).checked_at is not None


@pytest.mark.usefixtures("_x_is_set_up")
@pytest.mark.parametrize("why", ["deleted", "protected", "suspended", "withheld"])
def test_case_42_a_post_that_is_gone_is_wiped_and_the_curator_led_back(
    client: FlaskClient, x: XServer, ada: User, why: str
) -> None:
    mention = claim_shown(x, ada)
    x.lost[mention.post_id] = why

    answer = get_ready(client, mention)

    assert answer.location == "/curate/"
    assert "The author has taken this post back" in follow(client, answer)
    assert reload(mention).state is MentionState.GONE
    assert client.get(f"/curate/mentions/{mention.public_id}").location == "/curate/"


@pytest.mark.usefixtures("_x_is_set_up")
@pytest.mark.parametrize("down", [Answer("", 500), Answer("", 404), Answer("<html>")], ids=["500", "404", "html"])
def test_a_check_that_fails_lets_the_reply_go_on_with_a_note(
    client: FlaskClient, x: XServer, ada: User, down: Answer
) -> None:
    mention = claim_shown(x, ada)
    x.instead = [down]

    html = follow(client, get_ready(client, mention))

    assert COULD_NOT in html
    assert "Send it yourself" in html
    assert reload(mention).text


def test_a_network_that_is_not_set_up_lets_the_reply_go_on_with_a_note(client: FlaskClient, ada: User) -> None:
    mention = make_claimed(ada)

    html = follow(client, get_ready(client, mention))

    assert COULD_NOT in html
    assert state_of(mention) is OutreachState.OPENED


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_silent_network_holds_nobody_up(
    client: FlaskClient, x: XServer, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert before_reply.LONGEST_SECONDS < 8
    monkeypatch.setattr(before_reply, "LONGEST_SECONDS", 0.5)
    mention = claim_shown(x, ada)
    silence = Answer("", 500, pause=60)
    x.instead = [silence]
    before = set(threading.enumerate())

    answer = get_ready(client, mention)

    assert silence not in x.given
    assert COULD_NOT in follow(client, answer)
    x.is_over.set()
    assert wait_for(lambda: not set(threading.enumerate()) - before)


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_network_that_rests_is_not_asked(client: FlaskClient, x: XServer, ada: User) -> None:
    mention = claim_shown(x, ada)
    act(standing.note_failure, "x", SourceFailure(FailureKind.AUTH, "no"))

    html = follow(client, get_ready(client, mention))

    assert COULD_NOT in html
    assert x.asked == []


@pytest.mark.usefixtures("_x_is_set_up")
def test_case_41_a_post_that_was_edited_is_shown_anew_before_its_reply_is_opened(
    client: FlaskClient, x: XServer, ada: User
) -> None:
    mention = claim_shown(x, ada)
    newer = str(int(mention.post_id) + 5)
    x.posts[0] |= {"id": newer, HISTORY: [mention.post_id, newer], "text": "The support team was a disaster."}

    answer = get_ready(client, mention)
    html = answer.get_data(as_text=True)
    again = get_ready(client, mention)

    assert answer.status_code == 409
    assert "The support team was a disaster." in html
    assert "has changed this post since you claimed it" in html
    assert follow(client, again).count("Send it yourself") == 1


@pytest.mark.usefixtures("_x_is_set_up")
def test_only_who_holds_the_claim_has_a_post_checked(client: FlaskClient, x: XServer, ada: User) -> None:
    mention = make_claimed(make_user(name="Omar"))
    path = f"/curate/mentions/{mention.public_id}"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "action": "open", "text": "Thanks"})

    assert answer.status_code == 409
    assert x.asked == []


@pytest.mark.parametrize("action", ["claim", "save", "note", "dismiss", "release", "edit", "sent"])
def test_every_step_with_a_post_that_was_wiped_meanwhile_leads_back_to_the_queue(
    client: FlaskClient, ada: User, action: str
) -> None:
    mention = make_claimed(ada)
    path = f"/curate/mentions/{mention.public_id}"
    token = csrf(client, path)
    act(wipe, [mention.id], by="worker")

    answer = client.post(path, data={"csrf_token": token, "action": action, "reason": "other", "note": "Ada Lovelace"})

    assert answer.location == "/curate/"
    assert db.session.scalars(select(MentionNote.text)).all() == []


def test_the_list_of_replies_names_a_post_that_is_gone_without_leading_to_it(client: FlaskClient, ada: User) -> None:
    mention = make_claimed(ada)
    outreach: Outreach = replying.require_reply(mention)
    act(settling.open_reply, mention, text=own_words(outreach), by=ada)
    act(replying.mark_sent, mention, reply_url="https://x.com/me/status/5", by=ada)
    act(wipe, [mention.id], by="worker")

    html = client.get("/curate/replies").get_data(as_text=True)

    assert "The post is gone, so its words and ours are no longer kept" in html
    assert mention.public_id not in html
    assert "https://x.com/me/status/5" not in html
