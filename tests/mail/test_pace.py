from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from app import clock
from app.mail import service as mail
from app.mail.letters import COMPOSERS, PACED, Words
from app.web.actions import act
from tests.make import sent_letters


@pytest.fixture
def paced(app, monkeypatch):
    """Register a purpose whose letters a stranger can cause."""
    words = Words(to="victim@example.org", title="Please confirm", template="accounts/letters/new_password.txt")
    monkeypatch.setitem(
        COMPOSERS,
        "paced",
        lambda _: Words(**{**vars(words), "context": {"user": SimpleNamespace(name="Vic"), "link": "x"}}),
    )
    PACED.add("paced")
    yield app
    PACED.discard("paced")


def queue(number, purpose="paced", to="victim@example.org"):
    act(mail.queue_letter, purpose, subject=f"thing:{number}", to=to)


def test_one_address_gets_a_few_letters_at_a_time_and_none_is_dropped(paced):
    for number in range(7):
        queue(number)

    at_once = len(sent_letters(paced))
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        later = len(sent_letters(paced))
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        next_day = len(sent_letters(paced))

    assert (at_once, later, next_day) == (3, 5, 7)


def test_other_addresses_do_not_wait(paced):
    for number in range(4):
        queue(number)
    queue(9, to="other@example.org")

    assert len(sent_letters(paced)) == 4
