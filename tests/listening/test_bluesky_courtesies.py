"""What Bluesky asks of its guests: to come seldom, to leave room, and to mind who wants to be seen by whom."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.listening.models import Mention, Search
from tests.listening.bluesky import a_pass, make_bluesky_watch, uris
from tests.listening.bluesky_server import BlueskyServer, make_view
from tests.listening.reading import stored_ids

MINUTE = timedelta(minutes=1)


def search_of_bluesky() -> Search:
    db.session.rollback()
    return db.session.scalars(select(Search)).one()


def test_a_watch_that_wants_to_be_read_every_minute_is_read_every_quarter_of_an_hour(
    app: Flask, bluesky: BlueskyServer
) -> None:
    make_bluesky_watch(every_minutes=1)

    a_pass(bluesky)

    assert search_of_bluesky().due_at - clock.now() > timedelta(minutes=14)
    assert a_pass(bluesky, is_asked=False).searches == 0


def test_the_last_requests_of_a_window_are_left_alone(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(150)]
    bluesky.remaining = 299
    make_bluesky_watch()

    report, asked = a_pass(bluesky), len(bluesky.asked)
    bluesky.remaining = 2_990
    mended = a_pass(bluesky)

    assert "allowance of requests is nearly used up" in report.failure
    assert (asked, mended.failure) == (1, "")
    assert stored_ids() == uris(bluesky)


def test_languages_and_exclusions_of_the_watch_are_looked_at_here(app: Flask, bluesky: BlueskyServer) -> None:
    wanted = make_view()
    bluesky.posts = [wanted, make_view(record={"langs": ["fr"]}), make_view(text="Great support, we are hiring")]
    make_bluesky_watch(languages=["en"], exclusions=["hiring"])

    report = a_pass(bluesky)

    assert stored_ids() == {wanted["uri"]}
    assert report.passed_over == 2


def test_an_author_who_asks_to_be_shown_only_to_members_is_remembered_so(app: Flask, bluesky: BlueskyServer) -> None:
    view = make_view(author={"labels": [{"val": "!no-unauthenticated", "src": "did:plc:ada"}]})
    bluesky.posts = [view, make_view()]
    make_bluesky_watch()
    a_pass(bluesky)
    first = dict(db.session.execute(select(Mention.post_id, Mention.is_members_only)).all())
    view["author"]["labels"] = []

    a_pass(bluesky)

    assert first == {view["uri"]: True, bluesky.posts[1]["uri"]: False}
    assert not any(db.session.scalars(select(Mention.is_members_only)))
