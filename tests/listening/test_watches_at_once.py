"""Two curators in one watch, and what the page says of networks that are not read whole."""

from dataclasses import replace

import pytest

from app import clock
from app.extensions import db
from app.listening import service
from app.listening.models import Quarantine, Watch
from app.listening.service.watches import terms_of
from app.web.actions import act
from tests.listening.rows import make_watch
from tests.make import csrf, make_user, reload, save, sign_in
from tests.together import at_once

TYPED = {"networks": ["x"], "languages": ["en"], "every_minutes": "15", "is_active": "yes", "action": "save"}


@pytest.fixture
def curator(client):
    return sign_in(client, make_user(role="curator"))


@pytest.fixture
def watch(app):
    return make_watch(name="Praise", x_query="", phrases=["great support"], languages=["en"], every_minutes=15)


def send(client, watch, version, **typed):
    given = {**TYPED, "name": "Praise", "phrases": "great support", "version": version, **typed}
    path = f"/curate/watches/{watch.public_id}"
    return client.post(path, data={**given, "csrf_token": csrf(client, path)})


def test_the_second_of_two_who_save_is_told_and_both_texts_are_kept(curator, watch):
    send(curator, watch, 0, phrases="lovely agent")

    answer = send(curator, watch, 0, phrases="kind words", name="Kindness")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert reload(watch).phrases == ["lovely agent"]
    assert "kind words" in page
    assert "What is saved now" in page
    assert "lovely agent" in page
    assert 'name="version" value="1"' in page


def test_saving_again_after_that_is_meant(curator, watch):
    send(curator, watch, 0, phrases="lovely agent")
    send(curator, watch, 0, phrases="kind words")

    answer = send(curator, watch, 1, phrases="kind words")

    assert answer.status_code == 303
    assert reload(watch).phrases == ["kind words"]


def test_who_wants_what_is_saved_already_is_not_stopped(curator, watch):
    send(curator, watch, 0, phrases="lovely agent")

    assert send(curator, watch, 0, phrases="lovely agent").status_code == 303


def test_a_watch_that_was_paused_meanwhile_is_not_resumed_unseen(curator, watch):
    act(service.pause_watch, watch, by=make_user())

    answer = send(curator, watch, 0)

    assert answer.status_code == 409
    assert not reload(watch).is_active


def test_of_two_at_the_same_moment_one_is_told(app, watch):
    number, by = watch.id, make_user()

    def save(name):
        mine = db.session.get(Watch, number)
        wish = service.Wish(name, ["x"], terms_of(mine), 15, True)
        return act(service.change_watch, mine, wish, read=0, by=by)

    outcomes = at_once(app, lambda: save("One"), lambda: save("Two"))

    assert sorted(type(each).__name__ for each in outcomes) == ["Conflict", "list"]


@pytest.mark.parametrize(("token", "is_said"), [("", True), ("secret", False)], ids=["without a token", "with one"])
def test_phrases_that_mastodon_is_not_asked_are_said(app, curator, token, is_said):
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, mastodon_url="https://m.example", mastodon_token=token)
    watch = make_watch(networks=["mastodon"], x_query="", phrases=["great support"], hashtags=["custserv"])

    page = curator.get(f"/curate/watches/{watch.public_id}").get_data(as_text=True)

    app.config["AWARDS"] = kept
    assert ("Mastodon: 1 phrase is passed over" in page) == is_said


def test_the_form_says_how_often_bluesky_is_read_at_most(curator):
    assert "every 15 minutes at most" in curator.get("/curate/watches/new").get_data(as_text=True)


def test_a_post_that_was_set_aside_leads_to_its_watch(curator, watch):
    save(Quarantine(fingerprint="1", network="x", post_id="7", reason="odd", watch_id=watch.id, noticed_at=clock.now()))

    page = curator.get("/curate/sources").get_data(as_text=True)

    assert f'href="/curate/watches/{watch.public_id}">Praise</a>' in page


@pytest.mark.parametrize(("name", "is_said"), [("blueksy", True), ("bluesky", False)], ids=["mistyped", "known"])
def test_an_import_says_when_nobody_knows_the_network(app, name, is_said):
    given = b'{"id": "1", "url": "https://e.example/1", "text": "Great", "posted_at": "2026-11-20T21:04:00Z"}'

    result = app.test_cli_runner().invoke(args=["listen", "import", "-", "--source", name], input=given)

    assert result.exit_code == 0
    assert ("none of the networks we know" in result.stderr) == is_said
