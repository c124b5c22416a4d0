import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.mail import pace, sending
from app.mail import service as mail
from app.mail.about import forget_sendings
from app.mail.letters import COMPOSERS, PACED, Words
from app.mail.models import Letter
from app.mail.rules import State
from app.web.actions import act
from tests.make import sent_letters
from tests.together import at_once
from tests.watch import counted_statements


@pytest.fixture
def paced(app, monkeypatch):
    """Register two purposes whose letters a stranger can cause; the subject names the address."""

    def write(address):
        context = {"user": SimpleNamespace(name="Vic"), "link": "x"}
        return Words(address.partition(" ")[0], "Please confirm", "accounts/letters/new_password.txt", context)

    for purpose in ("paced", "password"):
        monkeypatch.setitem(COMPOSERS, purpose, write)
        PACED.add(purpose)
    yield app
    PACED.difference_update({"paced", "password"})


def queue(number=0, purpose="paced", to="victim@example.org", **how):
    act(mail.queue_letter, purpose, subject=f"thing:{to} {number}", to=to, **how)


def queue_many(numbers, purpose="paced", **how):
    """Queue letters to many addresses of a large provider, all at once."""

    def add():
        for number in numbers:
            to = f"made.up{number}@gmail.com"
            mail.queue_letter(purpose, subject=f"thing:{to} {number}", to=to, **how)

    act(add)


def sent_after(app, **wait):
    with time_machine.travel(clock.now() + timedelta(**wait)):
        return len(sent_letters(app))


def test_one_address_gets_one_letter_in_ten_minutes_and_five_a_day_and_none_is_dropped(paced):
    for number in range(7):
        queue(number)

    sent = [sent_after(paced, minutes=minutes) for minutes in (0, 8, 11, 22, 33, 44, 55, 120)]
    next_day = [sent_after(paced, hours=25, minutes=minutes) for minutes in (0, 11, 22)]

    assert sent == [1, 1, 2, 3, 4, 5, 5, 5]
    assert next_day == [6, 7, 7]


def test_other_addresses_and_other_purposes_do_not_wait(paced):
    for number in range(4):
        queue(number)
    queue(to="other@example.org")
    queue(purpose="password")

    assert len(sent_letters(paced)) == 3


def test_one_domain_gets_fifty_letters_an_hour_and_none_is_dropped(paced):
    for number in range(70):
        queue(to=f"person{number}@office.example")

    assert [sent_after(paced, minutes=minutes) for minutes in (0, 50, 61)] == [50, 50, 70]


def test_a_large_provider_is_not_held_to_the_pace_of_an_office(paced):
    for number in range(60):
        queue(to=f"person{number}@gmail.com")

    assert len(sent_letters(paced)) == 60


def test_what_a_machine_seems_to_have_caused_goes_out_slowly_and_holds_up_nobody(paced, monkeypatch):
    within, most = pace.SLOW_PACE
    few = most if os.environ.get("FULL") else most // 10
    monkeypatch.setattr(pace, "SLOW_PACE", (within, few))
    queue_many(range(few + 10), is_slow=True)
    queue(to="ada@gmail.com")

    now = sent_letters(paced)
    in_a_day, in_three_days = sent_after(paced, minutes=24 * 60), sent_after(paced, minutes=72 * 60 + 1)

    assert "ada@gmail.com" in {letter["To"] for letter in now}
    assert (within, most) == (timedelta(hours=72), 450)
    assert (len(now), in_a_day, in_three_days) == (few + 1, few + 1, few + 11)


def test_one_domain_gets_its_share_of_slow_letters_too(paced):
    for number in range(60):
        queue(to=f"made.up{number}@office.example", is_slow=number % 2 == 0)

    assert len(sent_letters(paced)) == 50


def test_letters_that_wait_their_turn_are_looked_at_once_and_say_when_it_comes(paced):
    for number in range(90):
        queue(to=f"made.up{number}@office.example")
    sent_letters(paced)

    with counted_statements() as statements:
        assert len(sent_letters(paced)) == 50
    due = db.session.scalar(select(func.min(Letter.due_at)).filter_by(state=State.QUEUED))

    assert len(statements) <= 6
    assert timedelta(minutes=55) < due - clock.now() < timedelta(minutes=61)


def test_two_passes_at_the_same_moment_send_one_address_one_letter(paced):
    for _ in range(5):
        act(lambda: db.session.query(Letter).delete())
        for number in range(4):
            queue(number)
        at_once(paced, *[lambda: act(sending.claim_next)] * 4)
        db.session.rollback()
        assert db.session.scalar(select(func.count()).where(Letter.state == State.SENDING)) == 1


@pytest.mark.parametrize("how", [{}, {"is_slow": True}])
def test_a_letter_written_again_all_day_reaches_its_address_five_times(paced, how):
    start = clock.now()
    for turn in range(130):
        with clock.told_at(start + timedelta(minutes=11 * turn)):
            act(mail.cancel_letters, "paced", subject="thing:victim@example.org 0")
            queue(again=True, **how)
            sent_letters(paced)

    assert len(sent_letters(paced)) == 5


def test_a_domain_gets_its_fifty_also_when_letters_are_written_again(paced):
    for _ in range(2):
        for number in range(40):
            queue(to=f"person{number}@office.example", again=True)
        with clock.told_at(clock.now() + timedelta(minutes=20)):
            sent_letters(paced)

    with clock.told_at(clock.now() + timedelta(minutes=31)):
        assert len(sent_letters(paced)) == 50


def test_a_letter_that_left_while_it_was_written_again_counts(paced):
    queue()
    claimed = act(sending.claim_next)
    act(mail.cancel_letters, "paced", subject="thing:victim@example.org 0")
    queue(again=True)
    act(sending.mark_sent, claimed)

    assert not sent_letters(paced)


def test_sendings_are_forgotten_after_the_longest_pace(paced):
    queue()
    sent_letters(paced)

    kept = act(forget_sendings, clock.now())
    gone = act(forget_sendings, clock.now() + timedelta(hours=73))

    assert (kept, gone) == (0, 1)
