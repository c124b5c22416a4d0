from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.errors import Refused
from app.extensions import db
from app.mail import post, sending, service
from app.mail.models import Letter
from app.mail.rules import GIVE_UP_AFTER, LEASE, State
from app.mail.worker import deliver_due
from app.web.actions import act
from tests.mail.steps import queue, stands
from tests.watch import at_once


def pause(seconds):
    return time_machine.travel(clock.now() + timedelta(seconds=seconds))


def test_a_letter_is_delivered_once_to_its_one_recipient(app, sink, greeting):
    queue()
    queue()

    delivered = deliver_due(), deliver_due()

    assert delivered == (1, 0)
    assert sink.recipients == [["ada@example.org"]]
    assert (stands().state, stands().reason) == (State.SENT, None)


@pytest.mark.parametrize("answer", ["451 come back", "450 greylisted"])
def test_a_letter_that_is_put_off_is_tried_again_later_and_later(app, sink, greeting, answer):
    sink.say = answer
    queue()
    waits = []
    for _ in range(3):
        deliver_due()
        waits.append(round((stands().due_at - clock.now()).total_seconds() / 60))
        assert stands().state is State.QUEUED
        act(lambda: setattr(stands(), "due_at", clock.now()))

    sink.say = ""
    deliver_due()

    assert waits == [1, 2, 4]
    assert stands().state is State.SENT
    assert len(sink.letters) == 1


def test_a_letter_put_off_does_not_hold_up_the_others(app, sink, greeting):
    sink.say = "451 come back"
    for number in range(3):
        queue(number)

    deliver_due()

    db.session.rollback()
    assert [each.tries for each in db.session.query(Letter)] == [1, 1, 1]


def test_a_server_that_is_away_is_asked_once_a_pass_and_everything_goes_soon_after(app, sink, greeting):
    sink.say_data = "421 closing"
    for number in range(5):
        queue(number)
    for minute in range(40):
        with pause(60 * minute):
            deliver_due()
    tries = sum(each.tries for each in db.session.query(Letter))

    sink.say_data = ""
    for minute in range(40, 47):
        with pause(60 * minute):
            deliver_due()

    assert tries <= 40
    assert len(sink.letters) == 5


def test_a_refusal_is_for_good_and_says_why(app, sink, greeting):
    sink.say = "550 no such mailbox"
    queue()

    deliver_due()

    assert stands().state is State.REFUSED
    assert "no such mailbox" in stands().reason
    with pause(86400):
        assert deliver_due() == 0


def test_a_server_that_hangs_is_given_up_and_the_letter_stays(app, sink, greeting, monkeypatch):
    monkeypatch.setattr(post, "STEP_SECONDS", 0.3)
    sink.hang = 60
    queue()

    deliver_due()

    assert stands().state is State.QUEUED
    assert "TimeoutError" in stands().reason or "could not be used" in stands().reason


def test_a_server_that_drips_is_given_up_before_the_lease_runs_out(app, sink, greeting, monkeypatch):
    assert LEASE.total_seconds() > post.WHOLE_SECONDS + 5
    monkeypatch.setattr(post, "WHOLE_SECONDS", 0.3)
    sink.hang = 60
    queue()

    deliver_due()

    assert stands().state is State.QUEUED


def test_nobody_listening_keeps_the_letter(app, sink, greeting, monkeypatch):
    app.config["AWARDS"] = replace(app.config["AWARDS"], mail_url="smtp://127.0.0.1:1")
    queue()

    deliver_due()

    assert (stands().state, stands().tries) == (State.QUEUED, 1)


def test_after_three_days_a_letter_is_set_aside_and_can_be_sent_again_by_hand(app, sink, greeting):
    sink.say = "451 come back"
    queue()
    with pause(GIVE_UP_AFTER.total_seconds() + 60):
        deliver_due()
        stuck = stands().state
        sink.say = ""
        act(service.send_again, stands())
        deliver_due()

    assert stuck is State.STUCK
    assert stands().state is State.SENT


def test_a_letter_of_a_killed_sender_is_taken_over_once_its_lease_runs_out(app, sink, greeting):
    queue()
    act(sending.claim_next)

    early = deliver_due()
    with pause(LEASE.total_seconds() + 1):
        late = deliver_due()

    assert (early, late) == (0, 1)


def test_a_sender_whose_lease_was_lost_cannot_change_what_the_next_one_did(app, sink, greeting):
    queue()
    slow = act(sending.claim_next)
    with pause(LEASE.total_seconds() + 1):
        deliver_due()

    act(sending.mark_failed, slow, "too late")
    act(sending.mark_refused, slow, "too late")

    assert stands().state is State.SENT


def test_a_sender_whose_lease_was_lost_leaves_the_letter_to_the_one_who_holds_it_now(app, sink, greeting):
    queue()
    slow = act(sending.claim_next)
    with pause(LEASE.total_seconds() + 1):
        holder = act(sending.claim_next)
        act(sending.mark_refused, slow, "too late")
        between = stands().state
        act(sending.mark_sent, holder)

    assert between is State.SENDING
    assert stands().state is State.SENT


def test_two_senders_never_hold_the_same_letter(app, sink, greeting):
    taken = []
    for number in range(20):
        queue(number)

    for _ in range(5):
        at_once(app, [lambda: taken.append(sending.claim_next())] * 4)

    ids = [letter.id for letter in taken if letter]
    assert len(ids) == len(set(ids))


def test_a_later_decision_cancels_what_still_waits(app, sink, greeting):
    queue()
    act(service.cancel_letters, "greeting", subject="test:1")

    assert deliver_due() == 0
    assert stands().state is State.CANCELLED


def test_a_letter_no_longer_due_is_cancelled(app, sink, greeting):
    greeting["now"] = None
    queue()

    assert deliver_due() == 0
    assert (stands().state, stands().reason) == (State.CANCELLED, "no longer due")


def test_a_letter_that_cannot_be_written_is_kept_and_named(app, sink, greeting):
    def fail():
        raise KeyError("slip")

    greeting["now"] = fail
    queue()

    deliver_due()

    assert (stands().state, stands().reason) == (State.QUEUED, "It could not be written: KeyError.")


def test_a_cause_that_is_refused_queues_no_letter(app, sink, greeting):
    def queue_and_refuse():
        service.queue_letter("greeting", subject="test:1", to="ada@example.org")
        raise Refused("No.")

    with pytest.raises(Refused):
        act(queue_and_refuse)

    assert deliver_due() == 0
