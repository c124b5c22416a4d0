"""R7: the mail server is away for a day; nothing is lost, nobody is turned away, everything goes once it is back."""

import os
from datetime import timedelta
from email import message_from_bytes

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.mail import post, sending, service
from app.mail.models import Letter
from app.mail.rules import LEASE, State
from app.mail.worker import deliver_due
from app.mail.writing import write
from app.nominations.models import Nomination
from app.web.actions import act
from tests.make import csrf, make_category

LETTERS = 1000 if os.environ.get("FULL") else 30
STEP = 5 if os.environ.get("FULL") else 60
DAY = 24 * 60
AWAY = {"closing": "421 closing", "put off": "451 try again later"}


def minutes_from(start, minutes):
    return time_machine.travel(start + timedelta(minutes=minutes), tick=False)


def count(state):
    db.session.rollback()
    return db.session.scalar(select(func.count(Letter.id)).where(Letter.state == state))


def queue_many(number):
    def add():
        for each in range(number):
            service.queue_letter("greeting", subject=f"test:{each}", to=f"ada{each}@example.org")

    act(add)


def identities(sink):
    return [message_from_bytes(letter)["Message-ID"] for letter in sink.letters]


@pytest.mark.slow
@pytest.mark.parametrize("answer", [*AWAY, "hanging", "nobody there"])
def test_a_day_without_mail_loses_nothing_and_all_is_gone_ten_minutes_after(app, sink, greeting, monkeypatch, answer):
    start, letters = clock.now(), LETTERS if answer in AWAY else LETTERS // 10
    queue_many(letters)
    before = set(db.session.scalars(select(Letter.message_id)))
    db.session.rollback()
    make_unusable(sink, answer, monkeypatch)
    last_minutes = range(DAY - 8, DAY) if answer in AWAY else ()
    for minute in (*range(0, DAY - 8, STEP if answer in AWAY else 4 * STEP), *last_minutes):
        with minutes_from(start, minute):
            deliver_due()
    kept = count(State.QUEUED)

    make_usable(sink, monkeypatch)
    gone_after = next(minute for minute in range(1, 12) if letters_gone(start, DAY + minute) == letters)

    print(f"\nR7 {answer}: {letters} queued, {kept} kept for a day, all gone {gone_after} min after return")
    assert kept == letters
    assert gone_after <= 10
    assert {name.strip("<>").partition("@")[0] for name in identities(sink)} == before
    assert len(sink.letters) == letters


def letters_gone(start, minute):
    with minutes_from(start, minute):
        deliver_due()
    return count(State.SENT)


def make_unusable(sink, answer, monkeypatch):
    sink.say = AWAY.get(answer, "")
    if answer == "hanging":
        sink.hang = 60
        monkeypatch.setattr(post, "STEP_SECONDS", 0.05)
    if answer == "nobody there":
        monkeypatch.setattr(post, "_connected", lambda parts: (_ for _ in ()).throw(ConnectionRefusedError()))


def make_usable(sink, monkeypatch):
    monkeypatch.undo()
    sink.say, sink.hang = "", 0
    sink.letters.clear()


def test_forms_are_taken_while_the_mail_server_is_away(client, sink):
    category = make_category()
    sink.say = "421 closing"
    form = {"csrf_token": csrf(client, "/nominate"), "submission_key": "k" * 20, "company": "Brightline"}
    form |= {"category": category.slug, "story": "They stayed on the line until it worked.", "consent": "yes"}

    answer = client.post("/nominate", data={**form, "email": "ada@example.org"})
    deliver_due()

    assert answer.status_code == 303
    assert db.session.scalar(select(func.count(Nomination.id))) == 1
    assert count(State.QUEUED) == 1


def test_a_refusal_for_good_is_not_tried_again_for_a_day(app, sink, greeting):
    sink.say = "550 no such mailbox"
    queue_many(3)
    start, tries = clock.now(), []
    for hour in range(24):
        with minutes_from(start, 60 * hour):
            deliver_due()
        tries.append(count(State.REFUSED))
    sink.say = ""
    with minutes_from(start, 25 * 60):
        deliver_due()

    assert set(tries) == {3}
    assert sink.letters == []


def test_a_sender_killed_after_the_server_took_the_letter_leaves_one_copy_of_the_same_identity(app, sink, greeting):
    queue_many(1)
    claimed = act(sending.claim_next)
    post.deliver(write(claimed), sink.url)
    db.session.rollback()
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1)):
        deliver_due()

    first, copy = identities(sink)
    assert first == copy
