import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from app import clock
from app.extensions import db
from app.listening import service
from app.listening.answering import replying, undoing
from app.listening.models import Outreach
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, own_words
from tests.make import csrf, make_company, make_nomination, make_season, make_user, reload, sign_in


@pytest.fixture
def ada(client: FlaskClient) -> object:
    user = make_user(name="Ada")
    sign_in(client, user)
    return user


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def send(client: FlaskClient, mention: object, action: str, **fields: str) -> object:
    path = f"/curate/mentions/{mention.public_id}"
    return client.post(path, data={"csrf_token": csrf(client, path), "action": action, **fields})


def test_the_queue_shows_posts_with_reasons_company_and_state(client: FlaskClient, ada: object) -> None:
    company = make_company("Brightline")
    make_mention(text="Brightline <b>support</b> is wonderful", score=0.87, company_id=company.id)

    html = page(client, "/curate/")

    assert "Brightline &lt;b&gt;support&lt;/b&gt; is wonderful" in html
    assert "87 %" in html
    assert "help praised" in html
    assert 'class="sa-mention__company">Brightline<' in html


def test_an_empty_queue_says_so(client: FlaskClient, ada: object) -> None:
    assert "Nothing is watched yet" in page(client, "/curate/")
    assert "You have claimed nothing" in page(client, "/curate/?show=mine")


def test_a_post_is_claimed_from_the_list_with_a_plain_form(client: FlaskClient, ada: object) -> None:
    mention = make_mention()

    answer = send(client, mention, "claim")

    assert answer.status_code == 303
    assert "Your reply" in page(client, answer.location)


def test_the_curator_who_comes_second_is_told_who_has_it(client: FlaskClient, app: Flask, ada: object) -> None:
    mention = make_mention()
    token = csrf(client, f"/curate/mentions/{mention.public_id}")
    act(service.claim, mention, by=make_user(name="Omar"))

    answer = client.post(f"/curate/mentions/{mention.public_id}", data={"csrf_token": token, "action": "claim"})

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Omar claimed this post at" in html
    assert "Claim and write a reply" not in html


def test_the_card_shows_the_post_as_x_asks(client: FlaskClient, ada: object) -> None:
    mention = make_mention(text="@Bright you rock #kind https://x.com/a", author_handle="sam", author_name="Sam T")

    html = page(client, f"/curate/mentions/{mention.public_id}")

    assert "Sam T" in html
    assert '<a href="https://x.com/sam"' in html
    assert '<a href="https://x.com/Bright"' in html
    assert '<a href="https://x.com/hashtag/kind"' in html
    assert f'href="{mention.url}"' in html
    assert "View on X" in html


def test_ready_words_open_x_with_the_text_and_the_post_they_answer(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(ada)
    outreach = replying.require_reply(mention)
    words = f"Thank you & well said! {replying.link_of(outreach.code)}"

    send(client, mention, "open", text=words)

    html = page(client, f"/curate/mentions/{mention.public_id}")
    link = re.search(r'href="(https://x\.com/intent/tweet[^"]+)"[^>]*>Open on X', html)
    asked = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert asked == {"in_reply_to": [mention.post_id], "text": [words]}
    assert 'rel="noopener noreferrer"' in link[0]


def test_an_unknown_network_gets_the_text_to_copy(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(ada, network="sample", url="https://posts.example/1")
    send(client, mention, "open", text=own_words(replying.require_reply(mention)))

    html = page(client, f"/curate/mentions/{mention.public_id}")

    assert "Open the post" in html
    assert 'href="https://posts.example/1"' in html
    assert "readonly data-copy>" in html
    assert "intent" not in html


def test_a_reply_that_is_too_long_comes_back_with_what_was_typed(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(ada)
    words = "so " * 120 + replying.link_of(replying.require_reply(mention).code)

    answer = send(client, mention, "open", text=words)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "characters too long for X" in html
    assert words in html


def test_i_sent_it_goes_back_to_the_queue_and_on_to_my_replies(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(ada)
    send(client, mention, "open", text=own_words(replying.require_reply(mention)))

    answer = send(client, mention, "sent", reply_url="https://x.com/ada/status/5")

    assert answer.status_code == 303
    assert "Noted as sent by you" in page(client, answer.location)
    html = page(client, "/curate/replies")
    assert "https://x.com/ada/status/5" in html
    assert "Link not followed yet" in html


def test_dismissing_needs_a_reason_and_offers_undo(client: FlaskClient, ada: object) -> None:
    mention = make_mention()

    refused = send(client, mention, "dismiss")
    done = send(client, mention, "dismiss", reason="sarcasm")

    assert refused.status_code == 422
    assert "Choose why you let this post go" in refused.get_data(as_text=True)
    assert "Undo" in page(client, done.location)
    assert reload(mention).dismissed_reason is DismissReason.SARCASM
    send(client, mention, "restore")
    assert reload(mention).state is MentionState.NEW


@pytest.mark.parametrize("fields", [{"action": "destroy"}, {}, {"action": "template", "template": "none"}])
def test_a_button_that_does_not_exist_changes_nothing(client: FlaskClient, ada: object, fields: dict) -> None:
    mention = make_claimed(ada)
    path = f"/curate/mentions/{mention.public_id}"

    answer = client.post(path, data={"csrf_token": csrf(client, path), **fields})

    assert answer.status_code == 422
    assert reload(mention).state is MentionState.CLAIMED


def test_a_form_without_its_token_changes_nothing(client: FlaskClient, ada: object) -> None:
    mention = make_mention()

    answer = client.post(f"/curate/mentions/{mention.public_id}", data={"action": "claim"})

    assert answer.status_code == 422
    assert reload(mention).state is MentionState.NEW


def test_a_post_that_is_not_there_is_missing(client: FlaskClient, ada: object) -> None:
    assert client.get("/curate/mentions/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/curate/", "/curate/mentions/abc", "/curate/replies"])
def test_a_judge_does_not_come_in(client: FlaskClient, path: str) -> None:
    sign_in(client, make_user(role="judge"))

    assert client.get(path).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/curate/").location.startswith("/login")


def test_a_visitor_is_led_to_the_form_and_the_visit_is_noted(client: FlaskClient, app: Flask) -> None:
    make_season()
    _, outreach = make_sent(make_user())

    answer = client.get(f"/n/{outreach.code}")

    assert answer.status_code == 303
    assert answer.location == f"/nominate?ref={outreach.code}"
    assert reload(outreach).state is OutreachState.VISITED
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("agent", ["Twitterbot/1.0", "facebookexternalhit/1.1"])
def test_a_program_that_fetches_previews_is_no_visitor(client: FlaskClient, app: Flask, agent: str) -> None:
    _, outreach = make_sent(make_user())

    client.get(f"/n/{outreach.code}", headers={"User-Agent": agent})

    assert reload(outreach).state is OutreachState.SENT


def test_a_curator_who_tries_the_link_is_no_visitor(client: FlaskClient, ada: object) -> None:
    _, outreach = make_sent(ada)

    client.get(f"/n/{outreach.code}")

    assert reload(outreach).state is OutreachState.SENT


@pytest.mark.parametrize("code", ["zzzzzzzzzz", "x", "..%2f"])
def test_an_unknown_link_still_leads_to_the_form(client: FlaskClient, app: Flask, code: str) -> None:
    answer = client.get(f"/n/{code}")

    assert answer.status_code in (303, 404)
    assert answer.status_code == 404 or answer.location.startswith("/nominate")


def test_the_queue_shows_that_a_reply_became_a_nomination(client: FlaskClient, ada: object) -> None:
    _, outreach = make_sent(ada)
    make_nomination(outreach_code=outreach.code)

    assert "Nominated, waiting to be moderated" in page(client, "/curate/replies")
    assert ">Nominated</strong>" in page(client, "/curate/?show=answered")


def test_a_claim_that_ran_out_can_be_claimed_by_another(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(make_user(name="Omar"))

    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
        html = page(client, f"/curate/mentions/{mention.public_id}")

    assert "Claim and write a reply" in html


def test_no_page_asks_the_database_more_than_twelve_times(client: FlaskClient, ada: object) -> None:
    for _ in range(30):
        make_mention(text="Thanks @bright for the help")
    mention, outreach = make_sent(ada, author_id="5")
    act(undoing.note_answer, outreach.code, by=ada)
    make_sent(ada, author_id="5")
    asked: list[str] = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)

    counts = {}
    for path in ("/curate/replies", "/curate/", f"/curate/mentions/{mention.public_id}?show=answered"):
        asked.clear()
        page(client, path)
        counts[path] = len([each for each in asked if not each.startswith("BEGIN")])
    event.remove(db.engine, "before_cursor_execute", listener)

    assert max(counts.values()) <= 12, counts


def test_drafts_are_kept_without_being_sendable_yet(client: FlaskClient, ada: object) -> None:
    mention = make_claimed(ada)

    send(client, mention, "save", text="half a thought")

    assert db.session.scalar(select(func.count()).where(Outreach.text == "half a thought")) == 1
    assert "half a thought" in page(client, f"/curate/mentions/{mention.public_id}")
