"""Comparing stories is work on many words, and nobody waits for it to write."""

import hashlib

import pytest
from sqlalchemy import select

from app.extensions import db
from app.nominations import service
from app.nominations.models import StoryBand
from app.nominations.noticing import notice
from app.nominations.rules import State
from app.nominations.signals import hold_late
from app.web import engine as database
from app.web.actions import act
from tests.make import csrf, make_category, make_nomination, reload
from tests.nominations.pages import seen_on
from tests.nominations.test_confirm import link_to

STORY = "They called back within the hour and stayed on the line until every one of the forty tills worked again. " * 40


@pytest.fixture
def hashed_while_writing(monkeypatch):
    """Count the parts of stories that are hashed while a write transaction is open."""
    places, plain = [], hashlib.blake2b

    def noting(*given, **kwargs):
        places.extend([1] if database._writing.get() and kwargs.get("digest_size") == 7 else [])
        return plain(*given, **kwargs)

    monkeypatch.setattr(hashlib, "blake2b", noting)
    return places


def make_copies(number):
    category = make_category()
    for _ in range(number):
        act(service.confirm, make_nomination(state=State.UNCONFIRMED, category=category, story=STORY))
    return make_nomination(state=State.UNCONFIRMED, category=category, story=STORY)


def test_no_story_is_compared_while_its_confirmation_is_written(client, hashed_while_writing):
    nomination = make_copies(3)
    path = link_to(nomination)
    form = {"csrf_token": csrf(client, path), "seen": seen_on(client, path)}
    hashed_while_writing.clear()

    client.post(path, data=form)

    assert hashed_while_writing == []
    assert reload(nomination).signals == ["near_copies"]
    assert reload(nomination).state is State.HELD


def test_no_story_is_compared_while_the_later_look_is_written(app, hashed_while_writing):
    act(service.confirm, make_copies(3))
    hashed_while_writing.clear()

    assert hold_late() == 3

    assert hashed_while_writing == []


def test_what_was_noticed_of_other_words_counts_for_nothing(app):
    nomination = make_copies(3)
    noticed = notice(nomination)
    writing = service.Writing(
        company_name="Brightline", story="Something quite different happened here.", email="a@b.test"
    )
    act(
        service.submit,
        submission_key=nomination.submission_key,
        category_id=nomination.category_id,
        writing=writing,
    )

    act(service.confirm, nomination, noticed=noticed)

    kept = db.session.scalars(select(StoryBand.value).filter_by(nomination_id=nomination.id).order_by(StoryBand.band))
    assert reload(nomination).signals == []
    assert tuple(kept) == notice(nomination).fingerprint != noticed.fingerprint
