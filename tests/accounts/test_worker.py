from datetime import timedelta

import time_machine

from app import clock
from app.accounts.rules import Role
from app.accounts.worker import send_heads
from app.audit import queries as audit
from app.audit import service as lines
from app.web.actions import act
from tests.commands import awards
from tests.make import make_user, sent_letters


def record_something():
    act(lambda: lines.record("something", about="test:1", by="test"))


def test_every_active_organiser_gets_the_head_once_a_day(app):
    ada, bob = (make_user(role=Role.ORGANISER) for _ in range(2))
    make_user(role=Role.ORGANISER, is_active=False)
    make_user(role=Role.CURATOR)
    record_something()

    queued = send_heads(), send_heads()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        tomorrow = send_heads()

    assert (queued, tomorrow) == ((2, 0), 2)
    assert {letter["To"] for letter in sent_letters(app)} == {ada.email, bob.email}


def test_the_letter_holds_the_head_in_a_form_that_verify_takes(app, tmp_path):
    make_user(role=Role.ORGANISER)
    record_something()
    send_heads()
    number, code = audit.get_head()

    words = sent_letters(app)[0].get_body(("plain",)).get_content()

    line = next(line for line in words.splitlines() if line.endswith(code))
    (tmp_path / "head").write_text(f"{line}\n")
    assert line == f"{number} {code}"
    assert awards(app, "audit", "verify", "--head", str(tmp_path / "head")).exit_code == 0


def test_an_empty_log_sends_nothing(app):
    make_user(role=Role.ORGANISER)

    assert send_heads() == 0
