"""How each watch does: counted in few questions, said in words."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app import clock
from app.extensions import db
from app.listening.models import Search, SourceHealth
from app.listening.watching import planning
from app.listening.watching.planning import Listed
from app.web.actions import act
from tests.listening.rows import make_mention, make_watch
from tests.make import make_user, save, sign_in
from tests.watch import counted_statements


@pytest.fixture
def curator(app: Flask, client):
    return sign_in(client, make_user(role="curator"))


def listed(name: str) -> Listed:
    return next(each for each in planning.list_all() if each.watch.name == name)


def found(watch, number: int, *, ago: timedelta = timedelta(days=1), **columns) -> None:
    for _ in range(number):
        with clock.told_at(clock.now() - ago):
            make_mention(watch_id=watch.id, **columns)


def test_what_was_found_in_thirty_days_is_counted_by_what_became_of_it(app):
    watch = make_watch(name="Praise")
    found(watch, 3)
    found(watch, 2, state="sent")
    found(watch, 1, state="dismissed", dismissed_reason="advert")
    found(watch, 5, ago=timedelta(days=31))

    figures = listed("Praise").figures

    assert (figures.found, figures.taken_up, figures.let_go) == (6, 2, 1)
    assert clock.now() - figures.last_found_at < timedelta(days=2)


@pytest.mark.parametrize(
    ("let_go", "taken_up", "words"),
    [(9, 1, "9 of 10 are let go: narrow it."), (30, 0, "10 of 10 are let go: narrow it."), (8, 2, ""), (9, 0, "")],
    ids=["nine of ten", "all", "eight of ten", "too few to tell"],
)
def test_a_watch_whose_posts_are_nearly_all_let_go_says_so(app, let_go, taken_up, words):
    watch = make_watch(name="Praise")
    found(watch, let_go, state="dismissed", dismissed_reason="advert")
    found(watch, taken_up, state="claimed")

    assert listed("Praise").noise == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(14, "Found nothing for 14 days"), (13, "")],
    ids=["fourteen days", "thirteen"],
)
def test_a_watch_that_finds_nothing_for_two_weeks_says_so(app, days, words):
    with clock.told_at(clock.now() - timedelta(days=40)):
        watch = make_watch(name="Praise")
    found(watch, 1, ago=timedelta(days=days))

    assert words in listed("Praise").silence
    assert bool(words) == bool(listed("Praise").silence)


def test_a_new_or_paused_watch_is_not_called_silent(app):
    make_watch(name="New")
    with clock.told_at(clock.now() - timedelta(days=40)):
        make_watch(name="Paused", is_active=False)

    assert [listed(name).silence for name in ("New", "Paused")] == ["", ""]


def test_a_paused_network_says_why_and_a_watch_without_any_other_has_no_next_run(app):
    make_watch(name="Praise")
    save(SourceHealth(network="x", failures=1, failure="X does not accept our bearer token.", is_paused=True))

    one = listed("Praise")

    assert one.networks == "X · not read now"
    assert one.next_run_at is None


def test_a_network_that_is_not_read_stands_apart_from_those_that_are(app):
    make_watch(name="Both", networks=["x", "rss"], feeds=["https://example.org/feed.xml"])

    assert listed("Both").networks == "RSS · X not read now"


def test_what_a_network_refuses_is_mended_where_it_stands(app):
    make_watch(name="Words", networks=["x"])
    make_watch(name="Feed", networks=["rss"], feeds=["https://example.org/feed.xml"])
    act(lambda: db.session.execute(update(Search).values(refused="It is gone for good.")))

    assert [listed(name).remedy for name in ("Words", "Feed")] == ["Change the words", "Change the address"]


def test_the_list_asks_as_few_questions_for_many_watches_as_for_one(curator):
    found(make_watch(), 1)
    with counted_statements() as few:
        curator.get("/curate/watches")
    for _ in range(12):
        found(make_watch(), 2)

    with counted_statements() as many:
        curator.get("/curate/watches")

    assert len(many) <= len(few) <= 12


def test_a_watch_and_its_preview_ask_few_questions(curator):
    watch = make_watch(phrases=["great support"], x_query="")
    found(watch, 25, text="great support")
    path = f"/curate/watches/{watch.public_id}"
    token = curator.get(path).get_data(as_text=True).split('name="csrf_token" value="')[2].split('"')[0]
    typed = {"name": watch.name, "networks": "x", "phrases": "great support", "languages": "any", "every_minutes": "15"}

    with counted_statements() as shown:
        curator.get(path)
    with counted_statements() as previewed:
        answer = curator.post(path, data={**typed, "csrf_token": token, "action": "preview"})

    assert "25 of the 25 posts" in answer.get_data(as_text=True)
    assert (len(shown) <= 12, len(previewed) <= 14) == (True, True)
