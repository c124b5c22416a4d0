"""What was typed survives an expired session, a new signing key and a server that starts again."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from app.nominations.models import Nomination
from tests.make import make_category
from tests.nominations.pages import STORY, Sheet, open_form, walk_to_check

OLD, NEW = "s" * 40, "n" * 40


@pytest.fixture
def restarted(app, settings):
    """Start the server again, with the same settings or with others, and hand a browser's cookies over."""
    apps = []

    def start(client, **changes):
        db.session.rollback()
        again = create_app(replace(settings, **changes))
        apps.append(again)
        later = again.test_client()
        kept = client.get_cookie("session")
        if kept:
            later.set_cookie("session", kept.value)
        return later

    yield start
    for again in apps:
        again.extensions["counters"].close()
        with again.app_context():
            db.engine.dispose()


def in_hands_of(client, sheet):
    """Let another client hold the same page."""
    sheet.client = client
    return sheet


def test_a_story_survives_a_session_that_expired(client):
    category = make_category()
    sheet = walk_to_check(client, category.slug).press("show-story")
    client.delete_cookie("session")

    refused = sheet.go_on(story=f"{STORY} Truly.")
    checked = refused.go_on()

    assert (refused.status, refused.heading) == (422, "What happened?")
    assert refused.fields["story"] == [f"{STORY} Truly."]
    assert (checked.status, checked.heading) == (200, "Check your answers")
    assert checked.press(None).status == 303


def test_a_whole_form_survives_a_session_that_expired(client):
    sheet = walk_to_check(client, make_category().slug)
    client.delete_cookie("session")

    refused = sheet.press(None)

    assert (refused.status, refused.heading) == (422, "Check your answers")
    assert refused.press(None).status == 303


def test_a_page_opened_before_a_server_started_again_goes_on(client, restarted):
    make_category()
    sheet = open_form(client).go_on(company="Brightline Broadband")

    later = in_hands_of(restarted(client), sheet).go_on()

    assert (later.status, later.heading) == (200, "What do you want to honour?")


def test_a_page_opened_under_the_old_key_goes_on_under_the_new_one(client, restarted):
    category = make_category()
    sheet = walk_to_check(client, category.slug)

    sent = in_hands_of(restarted(client, secret_keys=(NEW, OLD)), sheet).press(None)

    assert sent.status == 303
    db.session.rollback()
    assert db.session.scalar(select(func.count(Nomination.id))) == 1


def test_a_key_that_is_gone_costs_one_more_press_and_no_word(client, restarted):
    category = make_category()
    sheet = walk_to_check(client, category.slug)
    later = restarted(client, secret_keys=(NEW,))

    refused = in_hands_of(later, sheet).press(None)

    assert (refused.status, refused.heading) == (422, "Check your answers")
    assert refused.fields["story"] == [STORY]
    assert refused.press(None).status == 303


def test_a_page_asked_for_again_by_the_browser_is_the_same(client):
    make_category()
    sheet = open_form(client)

    first, again = (sheet.go_on(company="Brightline Broadband") for _ in range(2))

    assert first.fields["submission_key"] == again.fields["submission_key"]
    assert isinstance(again, Sheet)
