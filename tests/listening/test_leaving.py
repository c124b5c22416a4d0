"""Somebody we wrote to says no: without a log-in, at once, on every path, and with the same words for every code."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import clock
from app.errors import Gone
from app.extensions import db
from app.listening import queries, service
from app.listening.answering import replying, settling
from app.listening.models import Contact, Mention, Outreach
from app.listening.passes.storing import score, store
from app.listening.retention import keep_no_longer
from app.listening.rules import MentionState, OutreachState
from app.listening.service.contacts import stop_contact
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, post_of, verbs
from tests.make import csrf, make_season, make_user, reload

UNKNOWN = "zzzzzzzzzz"


def say_no(client: FlaskClient, code: str, **fields: str) -> object:
    path = f"/n/{code}/stop"
    return client.post(path, data={"csrf_token": csrf(client, path), "action": "stop", **fields})


def stop(outreach: Outreach, **more: object) -> None:
    act(stop_contact, outreach.code, at=clock.now(), **more)


def count(*conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(Mention).where(*conditions))


def test_one_button_and_the_open_posts_of_the_author_are_gone(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    waiting, other = make_mention(author_id="7"), make_mention(author_id="8")

    answer = say_no(client, outreach.code)

    html = client.get(answer.location).get_data(as_text=True)
    assert (answer.status_code, "We will not write to you again" in html) == (303, True)
    assert (reload(waiting).state, waiting.text) == (MentionState.GONE, "")
    assert reload(other).state is MentionState.NEW
    assert "contact refused" in verbs()


def test_whoever_is_just_writing_is_led_back_to_the_queue(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(make_user(), author_id="7")
    act(lambda: setattr(db.session.get(Outreach, outreach.id), "answered_at", clock.now()))
    mention = make_claimed(ada, author_id="7")
    draft = act(replying.require_reply, mention)

    stop(outreach)

    assert reload(draft).state is OutreachState.ABANDONED
    for step in (
        partial(settling.open_reply, text="x", by=ada),
        partial(replying.save_reply, text="x", by=ada),
        partial(replying.mark_sent, reply_url="", by=ada),
        partial(service.claim, by=ada),
    ):
        with pytest.raises(Gone):
            act(step, mention)


@pytest.mark.parametrize("days", [0, 91, 400])
def test_it_works_as_long_as_the_code_is_known(client: FlaskClient, app: Flask, days: int) -> None:
    _, outreach = make_sent(make_user(), author_id="7")

    with time_machine.travel(clock.now() + timedelta(days=days), tick=True):
        keep_no_longer()
        say_no(client, outreach.code)
        fresh = act(store, score([by_id(post_of(12), "7")]), [])

    assert fresh.left_out == 1


def by_id(post: object, author_id: str) -> object:
    return replace(post, author_id=author_id, author_handle="")


def test_a_code_nobody_knows_is_answered_with_the_same_words(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user())

    told = {}
    for code in (outreach.code, UNKNOWN):
        pages = [client.get(f"/n/{code}/why"), client.get(f"/n/{code}/stop"), client.get(say_no(client, code).location)]
        told[code] = [(page.status_code, without(page.get_data(as_text=True), code)) for page in pages]

    assert told[outreach.code] == told[UNKNOWN]
    assert {status for status, _ in told[UNKNOWN]} == {200}


def without(html: str, code: str) -> str:
    """Leave out what differs from page to page by itself."""
    html = re.sub(r'name="csrf_token" value="[^"]+"', "", html.replace(code, "CODE"))
    return re.sub(r"at=\d+|proof=[\w%-]+", "", html)


def test_a_word_that_cannot_be_a_code_is_missing(client: FlaskClient) -> None:
    assert client.get("/n/short/stop").status_code == 404
    assert client.get("/n/short/why").status_code == 404


def test_nothing_changes_without_the_token_of_the_page_or_on_a_look(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user())

    client.get(f"/n/{outreach.code}/stop")
    answer = client.post(f"/n/{outreach.code}/stop", data={"action": "stop"})

    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).where(Contact.do_not_contact_at.is_not(None))) == 0


def test_who_changes_their_mind_at_once_may_be_written_to_again(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    there = say_no(client, outreach.code).location

    back = client.post(there, data={"csrf_token": csrf(client, there), "action": "undo"})

    assert "Taken back" in client.get(back.location).get_data(as_text=True)
    assert act(store, score([by_id(post_of(5), "7")]), []).new == 1
    assert verbs()[-1] == "contact allowed again"


def test_a_stranger_who_sees_the_link_cannot_take_back_what_the_author_said(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    with time_machine.travel(clock.now() - timedelta(minutes=2), tick=True):
        stop(outreach)
    there = say_no(client, outreach.code).location

    client.post(there, data={"csrf_token": csrf(client, there), "action": "undo"})
    forged = f"/n/{outreach.code}/stop?at=1&proof={outreach.code}-aaaaaaaaaaaaaaaaaaaaaaaaaa"
    client.post(forged, data={"csrf_token": csrf(client, forged), "action": "undo"})

    assert act(store, score([by_id(post_of(5), "7")]), []).left_out == 1


def test_an_undo_has_an_hour(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    there = say_no(client, outreach.code).location

    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=True):
        client.post(there, data={"csrf_token": csrf(client, there), "action": "undo"})

    assert act(store, score([by_id(post_of(5), "7")]), []).left_out == 1


def test_without_the_wish_the_answered_post_stays_its_90_days(client: FlaskClient, app: Flask) -> None:
    mention, outreach = make_sent(make_user())

    say_no(client, outreach.code)

    assert (reload(mention).state, bool(mention.text), bool(reload(outreach).text)) == (MentionState.SENT, True, True)


def test_with_the_wish_everything_of_their_posts_is_erased(client: FlaskClient, app: Flask) -> None:
    mention, outreach = make_sent(make_user(), author_id="7", author_handle="bea")
    others = [make_mention(author_id="7"), make_mention(author_id="", author_handle="Bea")]

    html = client.get(say_no(client, outreach.code, erase="y").location).get_data(as_text=True)

    assert "What we held of them is erased" in html
    assert reload(outreach).text == ""
    for each in (mention, *others):
        kept = reload(each)
        assert (kept.text, kept.url, kept.author_handle, kept.author_hash, kept.handle_hash) == ("", "", "", None, None)
    assert act(store, score([by_id(post_of(5), "7")]), []).left_out == 1


def test_a_post_whose_author_nobody_knows_is_never_answered_twice(app: Flask) -> None:
    mention, outreach = make_sent(make_user(), author_id="", author_handle="")

    stop(outreach)

    contact = reload(outreach).contact
    assert contact is not None
    assert contact.do_not_contact_at is not None
    assert reload(mention).state is MentionState.SENT


def test_many_codes_from_one_place_have_to_wait(client: FlaskClient, app: Flask) -> None:
    path = f"/n/{UNKNOWN}/stop"
    token = csrf(client, path)

    answers = [client.post(path, data={"csrf_token": token, "action": "stop"}).status_code for _ in range(21)]

    assert answers == [303] * 20 + [429]


def test_the_form_reached_by_the_link_and_a_link_that_ran_out_lead_there(client: FlaskClient, app: Flask) -> None:
    make_season()
    _, outreach = make_sent(make_user())

    form = client.get(client.get(f"/n/{outreach.code}").location).get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=91), tick=True):
        ended = client.get(f"/n/{outreach.code}").get_data(as_text=True)

    assert f'href="/n/{outreach.code}/why"' in form
    assert f'href="/n/{outreach.code}/why"' in ended


def test_a_form_opened_without_a_link_says_nothing_of_one(client: FlaskClient, app: Flask) -> None:
    make_season()

    assert "/why" not in client.get("/nominate").get_data(as_text=True)
    assert "/why" not in client.get("/nominate?ref=%22%3E%3Cscript").get_data(as_text=True)


def test_these_pages_are_kept_by_no_cache_and_no_index(client: FlaskClient) -> None:
    for page in ("why", "stop"):
        headers = client.get(f"/n/{UNKNOWN}/{page}").headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_the_list_of_replies_still_tells_of_the_reply(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada)
    stop(outreach, is_erasing=True)

    rows, _ = queries.list_replies(queries.Wanted(ada))

    assert [row.outreach.id for row in rows] == [outreach.id]
