import threading
from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.accounts import throttle
from app.errors import TooMany
from tests.accounts.steps import link_in, log_in, send
from tests.make import make_user, sent_letters

# A wait that runs out while a slow machine looks at passwords would be no wait.
pytestmark = pytest.mark.usefixtures("still")
WRONG = "not the password"


def test_the_sixth_try_from_one_place_waits_and_keeps_the_address_typed(app, client):
    for _ in range(throttle.FREE_TRIES + 1):
        log_in(client, "ana@example.org", WRONG)

    answer = log_in(client, "ana@example.org", WRONG)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 3
    assert 'value="ana@example.org"' in answer.get_data(as_text=True)


def test_known_and_unknown_addresses_are_slowed_down_alike(app):
    make_user(email="known@example.org")

    statuses = {
        email: [log_in(app.test_client(), email, WRONG).status_code for _ in range(8)]
        for email in ("known@example.org", "other@example.org")
    }

    assert statuses["known@example.org"] == statuses["other@example.org"]


def test_the_wait_ends_by_itself(app):
    start = clock.now()
    user = make_user()
    for _ in range(7):
        log_in(app.test_client(), user.email, WRONG)

    with time_machine.travel(start + timedelta(seconds=70)):
        assert log_in(app.test_client(), user.email).status_code == 303


def test_a_stranger_elsewhere_does_not_slow_the_owner_down(app):
    user = make_user()
    for _ in range(10):
        log_in(app.test_client(), user.email, WRONG, place="203.0.113.7")

    assert log_in(app.test_client(), user.email, place="192.0.2.1").status_code == 303


def test_a_stranger_behind_the_same_address_does_not_slow_a_known_browser_down(app, client):
    user = make_user()
    log_in(client, user.email)
    send(client, "/logout")
    for _ in range(10):
        log_in(app.test_client(), user.email, WRONG)

    assert log_in(client, user.email).status_code == 303


def test_of_many_guesses_from_everywhere_a_hundred_are_looked_at_and_the_owner_still_gets_in(app, client):
    user = make_user()
    log_in(client, user.email)
    send(client, "/logout")
    evaluated = 0
    for number in range(130):
        answer = log_in(app.test_client(), user.email, WRONG, place=f"203.0.113.{number}")
        evaluated += answer.status_code == 422

    assert evaluated == throttle.ACCOUNT_TRIES
    assert log_in(app.test_client(), user.email, place="198.51.100.1").status_code == 429
    assert log_in(client, user.email).status_code == 303


def test_the_owner_on_a_new_device_gets_in_by_letter_while_strangers_are_held_off(app):
    user = make_user()
    for number in range(throttle.ACCOUNT_TRIES + 1):
        with app.test_request_context():
            try:
                throttle.take_a_try(user.email, f"place {number}")
            except TooMany:
                held_off = True
    phone = app.test_client()
    send(phone, "/login/new-password", email=user.email)
    send(phone, link_in(sent_letters(app)[0]), new_password="another five quiet words")

    assert held_off
    assert log_in(phone, user.email, "another five quiet words").status_code == 303


def test_tries_at_the_same_moment_are_all_counted(app):
    passed = []
    barrier = threading.Barrier(16)

    def guess() -> None:
        with app.app_context(), app.test_request_context():
            barrier.wait()
            try:
                throttle.take_a_try("ana@example.org", "one place")
                passed.append(1)
            except TooMany:
                pass

    for _ in range(3):
        threads = [threading.Thread(target=guess) for _ in range(16)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

    assert len(passed) <= 18


def test_letters_to_one_address_are_limited_without_saying_so(app, client):
    user = make_user()

    answers = {send(client, "/login/new-password", email=user.email).get_data() for _ in range(6)}
    delivered = [sent_letters(app), sent_letters(app)][-1]

    assert len(answers) == 1
    assert len(delivered) == 1


def test_one_place_cannot_ask_for_letters_to_everybody(app, client):
    statuses = [
        send(client, "/login/new-password", email=f"person{number}@example.org").status_code
        for number in range(throttle.ASKING_AN_HOUR + 1)
    ]

    assert statuses[-2:] == [200, 429]


@pytest.mark.parametrize(("tries", "wait"), [(5, 2), (6, 4), (7, 8), (9, 32), (10, 60), (500, 60)])
def test_waits_double_up_to_a_minute(tries, wait):
    assert throttle.wait_after(tries) == wait


def guess_at_many_accounts(app, places):
    """Return how long the first guess that was not looked at has to wait, and how many were looked at."""
    for number in range(200):
        with app.test_request_context():
            try:
                throttle.take_a_try(f"person{number}@example.org", places[number % len(places)])
            except TooMany as refusal:
                return refusal.retry_after, number
    raise AssertionError("nobody was held off")


def test_guesses_from_one_place_keep_nobody_elsewhere_out(app):
    user = make_user()

    wait, looked_at = guess_at_many_accounts(app, ["203.0.113.7"])

    assert looked_at == throttle.STRANGERS_FROM_ONE_PLACE
    assert 1 <= wait <= throttle.STRANGERS_SECONDS + 1
    assert log_in(app.test_client(), user.email, place="203.0.113.7").status_code == 429
    assert log_in(app.test_client(), user.email, place="198.51.100.1").status_code == 303


def test_whoever_shares_a_busy_address_gets_in_after_seconds(app):
    start, user = clock.now(), make_user()
    wait, _ = guess_at_many_accounts(app, ["203.0.113.7"])

    with time_machine.travel(start + timedelta(seconds=wait + 1)):
        answer = log_in(app.test_client(), user.email, place="203.0.113.7")

    assert answer.status_code == 303


def test_guesses_from_everywhere_hold_strangers_off_for_seconds_and_known_browsers_never(app, client):
    user = make_user()
    log_in(client, user.email)
    send(client, "/logout")

    wait, looked_at = guess_at_many_accounts(app, [f"203.0.113.{number}" for number in range(100)])

    assert throttle.STRANGERS_TRIES - 1 <= looked_at <= throttle.STRANGERS_TRIES
    assert 1 <= wait <= throttle.STRANGERS_SECONDS + 1
    assert log_in(client, user.email).status_code == 303
