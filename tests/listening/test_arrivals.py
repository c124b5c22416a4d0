"""Arriving by a reply's link: what the form may know, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.listening.answering.arrivals import channel_in, find_arrival
from app.listening.finding import clues_in
from app.nominations.arrivals import Arrival
from tests.listening.rows import make_sent
from tests.make import make_category, make_company, make_user
from tests.nominations.pages import open_form


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("@BrightlineHelp sorted it within minutes, thank you", "social"),
        ("@BrightlineHelp stayed on the phone for an hour", "phone"),
        ("Brightline answered my email at once", "email"),
        ("Chat with Brightline was lovely", "chat"),
        ("Brightline are good people", ""),
        ("Orange chatter, a team called Strange", ""),
        ("First by email, then by phone, Brightline never gave up", ""),
    ],
)
def test_a_post_tells_the_channel_where_it_is_plain(text: str, channel: str) -> None:
    assert channel_in(text, clues_in(text)) == channel


def test_a_living_code_says_the_company_and_the_channel(app: Flask) -> None:
    make_company("Brightline Broadband", x_handle="BrightlineHelp")
    _, outreach = make_sent(make_user(), text="@BrightlineHelp stayed on the phone until it worked")

    assert find_arrival(outreach.code) == Arrival("Brightline Broadband", "brightline-broadband", "phone")


def test_a_company_nobody_registered_is_not_guessed(app: Flask) -> None:
    _, outreach = make_sent(make_user(), text="@SomebodyHelp was great, what wonderful support")

    assert find_arrival(outreach.code) == Arrival(channel="social")


def test_a_code_that_was_never_sent_says_nothing(app: Flask) -> None:
    make_company("Brightline Broadband", x_handle="BrightlineHelp")

    assert find_arrival("zzzzzzzzzz") == Arrival()


def test_a_code_lives_ninety_days_and_then_still_lets_one_nominate(client: FlaskClient) -> None:
    make_category()
    make_company("Brightline Broadband", x_handle="BrightlineHelp")
    _, outreach = make_sent(make_user(), text="@BrightlineHelp was wonderful")
    assert find_arrival(outreach.code) != Arrival()

    with time_machine.travel(clock.now() + timedelta(days=91)):
        answer, arrival = client.get(f"/n/{outreach.code}"), find_arrival(outreach.code)

    assert answer.status_code == 410
    assert 'href="/nominate"' in answer.get_data(as_text=True)
    assert arrival == Arrival()


def test_an_author_arrives_at_a_form_that_knows_the_company_and_nothing_of_the_post(client: FlaskClient) -> None:
    make_category()
    make_company("Brightline Broadband", x_handle="BrightlineHelp")
    curator = make_user(name="Rosa Curator")
    mention, outreach = make_sent(curator, text="@BrightlineHelp support was lovely, they mended my kettle")

    sheet = open_form(client, client.get(f"/n/{outreach.code}").location.removeprefix("/nominate"))

    assert sheet.fields["company"] == ["Brightline Broadband"]
    assert sheet.fields["channel"] == ["social"]
    for secret in ("kettle", "Rosa", mention.author_handle, mention.post_id, mention.public_id):
        assert secret not in sheet.text
