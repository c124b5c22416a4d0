"""One contact an author, also when nothing else is left of the post; and no more replies a day than are seemly."""

import os
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from flask import Flask

from app import clock
from app.errors import Conflict
from app.extensions import db
from app.listening import service
from app.listening.answering import replying, settling, undoing
from app.listening.contacting import caps
from app.listening.contacting.authors import contact_of
from app.listening.models import ContactName, Mention, Outreach
from app.listening.retention import keep_no_longer
from app.listening.rules import REPLIES_A_DAY, REPLIES_A_DAY_OF_ALL, OutreachState
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, own_words, verbs
from tests.make import make_user, reload
from tests.together import at_once

ROUNDS = 200 if os.environ.get("FULL") else 20


def open_claimed(mention: Mention, by: object) -> None:
    act(settling.open_reply, mention, text=own_words(replying.require_reply(mention)), by=by)


def test_nobody_is_written_to_twice_before_they_answer(app: Flask) -> None:
    ada, omar = make_user(name="Ada"), make_user(name="Omar")
    make_sent(ada, author_id="7")

    with pytest.raises(Conflict, match="Ada wrote to this person"):
        make_claimed(omar, author_id="7")


def test_whoever_claimed_before_is_stopped_when_another_reply_has_gone_out(app: Flask) -> None:
    ada, omar = make_user(name="Ada"), make_user(name="Omar")
    mention = make_claimed(omar, author_id="7")
    make_sent(ada, author_id="7")

    with pytest.raises(Conflict, match="Ada wrote to this person"):
        open_claimed(mention, omar)

    assert reload(replying.require_reply(mention)).state is OutreachState.DRAFT


def test_it_is_known_after_90_days_when_the_post_is_wiped(app: Flask) -> None:
    ada = make_user()
    old, outreach = make_sent(ada, author_id="7")

    with time_machine.travel(clock.now() + timedelta(days=91), tick=True):
        keep_no_longer()
        assert (reload(old).author_id, reload(outreach).text) == ("", "")
        with pytest.raises(Conflict, match="wrote to this person"):
            make_claimed(ada, author_id="7")


def test_it_is_known_when_the_author_deleted_the_post(app: Flask) -> None:
    ada = make_user()
    old, _ = make_sent(ada, author_id="7")
    act(wipe, [old.id], by="worker")

    with pytest.raises(Conflict, match="wrote to this person"):
        make_claimed(ada, author_id="7")


def test_a_reply_written_before_authors_were_known_counts_when_its_post_is_wiped(app: Flask) -> None:
    ada = make_user()
    old, outreach = make_sent(ada, author_id="7")
    act(forget_contact, outreach)
    act(wipe, [old.id], by="worker")

    with pytest.raises(Conflict, match="wrote to this person"):
        make_claimed(ada, author_id="7")


def forget_contact(outreach: Outreach) -> None:
    db.session.refresh(outreach)
    db.session.delete(outreach.contact)
    db.session.flush()


def test_the_same_handle_is_the_same_person_also_where_a_post_was_pasted(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, author_id="7", author_handle="bea")

    with pytest.raises(Conflict, match="wrote to this person"):
        make_claimed(ada, author_id="", author_handle="@Bea")


def test_nobody_is_guessed_to_be_the_same_on_another_network(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, network="x", author_id="7", author_handle="bea")

    assert make_claimed(ada, network="sample", author_id="7", author_handle="bea")


def test_an_id_that_is_the_same_everywhere_is_the_same_person(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, network="bluesky", author_id="did:plc:bea", author_handle="bea.example")

    with pytest.raises(Conflict, match="wrote to this person"):
        make_claimed(ada, network="web", author_id="did:plc:bea", author_handle="")


@pytest.mark.parametrize("answer", ["followed", "noted"])
def test_who_answered_may_be_written_to_again(app: Flask, answer: str) -> None:
    ada = make_user()
    _, outreach = make_sent(ada, author_id="7")
    act(replying.record_visit if answer == "followed" else partial(undoing.note_answer, by=ada), outreach.code)

    _, second = make_sent(ada, author_id="7")

    assert second.state is OutreachState.SENT


def test_an_answer_that_was_none_is_taken_back(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada, author_id="7")
    act(undoing.note_answer, outreach.code, by=ada)
    act(undoing.forget_answer, outreach.code, by=ada)

    with pytest.raises(Conflict):
        make_claimed(ada, author_id="7")
    assert verbs()[-2:] == ["reply answered", "reply not answered after all"]


def test_i_did_not_send_it_after_all_frees_the_author_and_keeps_the_words(app: Flask) -> None:
    ada = make_user()
    mention, outreach = make_sent(ada)

    act(undoing.unsend, mention, by=ada)

    kept = reload(outreach)
    assert (kept.state, kept.sent_at, bool(kept.text)) == (OutreachState.OPENED, None, True)
    act(replying.mark_sent, mention, reply_url="", by=ada)
    assert reload(outreach).state is OutreachState.SENT


@pytest.mark.parametrize("late", [True, False], ids=["late", "followed"])
def test_what_must_have_been_sent_cannot_be_taken_back(app: Flask, late: bool) -> None:
    ada = make_user()
    mention, outreach = make_sent(ada)
    if not late:
        act(replying.record_visit, outreach.code)

    with time_machine.travel(clock.now() + timedelta(minutes=61 if late else 1), tick=True), pytest.raises(Conflict):
        act(undoing.unsend, mention, by=ada)


def test_a_reply_left_open_until_its_claim_ran_out_makes_room(app: Flask) -> None:
    ada, omar = make_user(), make_user()
    first = make_claimed(ada, author_id="7")
    open_claimed(first, ada)

    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
        second = make_mention(author_id="7")
        with pytest.raises(Conflict, match="is writing to this person just now"):
            act(service.claim, second, by=omar)


@pytest.mark.slow
@pytest.mark.parametrize("_", range(ROUNDS))
def test_of_two_posts_of_one_author_exactly_one_is_opened(app: Flask, _: int) -> None:
    ada, omar = make_user(), make_user()
    author = f"raced {make_mention().id}"
    first, second = make_claimed(ada, author_id=author), make_claimed(omar, author_id=author)

    outcomes = at_once(app, partial(open_claimed, first, ada), partial(open_claimed, second, omar))

    assert sorted(type(each).__name__ for each in outcomes) == ["Conflict", "NoneType"]


@pytest.mark.slow
@pytest.mark.parametrize("_", range(ROUNDS))
def test_of_the_last_place_of_a_day_exactly_one_reply_gets_hold(app: Flask, _: int, monkeypatch: object) -> None:
    monkeypatch.setattr(caps, "REPLIES_A_DAY", 1)
    ada = make_user()
    first, second = make_claimed(ada), make_claimed(ada)

    outcomes = at_once(app, partial(open_claimed, first, ada), partial(open_claimed, second, ada))

    assert sorted(type(each).__name__ for each in outcomes) == ["Conflict", "NoneType"]


@pytest.mark.parametrize(
    ("name", "told"), [("REPLIES_A_DAY", "You wrote 2 replies"), ("REPLIES_A_DAY_OF_ALL", "All of us wrote 2")]
)
def test_a_day_has_room_for_so_many_replies(app: Flask, monkeypatch: object, name: str, told: str) -> None:
    monkeypatch.setattr(caps, name, 2)
    ada = make_user()
    make_sent(ada)
    make_sent(ada if name == "REPLIES_A_DAY" else make_user())
    mention = make_claimed(ada)

    with pytest.raises(Conflict, match=told):
        open_claimed(mention, ada)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        other = make_claimed(ada)
        open_claimed(other, ada)


def test_each_network_has_its_own_day(app: Flask, monkeypatch: object) -> None:
    monkeypatch.setattr(caps, "REPLIES_A_DAY", 1)
    ada = make_user()
    make_sent(ada)

    make_sent(ada, network="bluesky", url="https://bsky.app/profile/a.example/post/1")

    assert caps.count_today("x", ada).own == caps.count_today("bluesky", ada).own == 1


def test_the_caps_are_those_of_the_rules(app: Flask) -> None:
    today = caps.count_today("x", make_user())

    assert (today.own, today.own_most, today.all_most) == (0, REPLIES_A_DAY, REPLIES_A_DAY_OF_ALL)


def test_no_name_of_an_author_stands_beside_the_contact(app: Flask) -> None:
    mention = make_mention(author_id="77001", author_handle="beatrice")

    contact = act(contact_of, mention)

    hashes = [name.name_hash for name in db.session.query(ContactName).filter_by(contact_id=contact.id)]
    assert len(hashes) == 2
    assert not any("beatrice" in each or "77001" in each for each in hashes)
    assert all(len(each) == 64 for each in hashes)
