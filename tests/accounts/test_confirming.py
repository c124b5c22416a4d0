"""What bears a person's name asks for the password again when the log-in was a while ago, and leads back."""

from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.accounts.rules import FRESH
from tests.accounts.steps import log_in, send
from tests.make import PASSWORD, make_season, make_user

BACK = "/organise/announcement"
CONFIRM = f"/account/confirm?next={BACK}"


@pytest.fixture
def logged_in_a_while_ago(app, client):
    """Give an organiser whose log-in is no longer fresh."""
    user = make_user(role="organiser")
    make_season(phase="deciding")
    log_in(client, user.email)
    with time_machine.travel(clock.now() + FRESH + timedelta(seconds=2), tick=True):
        yield user


def announce(client):
    return send(client, BACK, is_sure="yes")


def test_after_ten_minutes_an_act_leads_to_the_password_and_the_password_leads_back(client, logged_in_a_while_ago):
    first = announce(client)

    confirmed = send(client, CONFIRM, password=PASSWORD)

    assert first.status_code == 303
    assert first.headers["Location"].startswith("/account/confirm?next=")
    assert (confirmed.status_code, confirmed.headers["Location"]) == (303, BACK)
    assert announce(client).status_code == 422


def test_a_wrong_password_leads_nowhere(client, logged_in_a_while_ago):
    wrong = send(client, CONFIRM, password="not the words at all")

    assert wrong.status_code == 422
    assert announce(client).status_code == 303


def test_the_way_back_is_a_page_of_this_site(client, logged_in_a_while_ago):
    answer = send(client, "/account/confirm?next=//evil.example/", password=PASSWORD)

    assert answer.headers["Location"] == "/organise/"
