"""The sweep over networks that charge nothing: all that still has text is checked."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening import checking
from app.listening.models import Mention
from app.listening.passes.stopping import Stop
from app.listening.rules import MentionState
from app.web.actions import act
from tests.listening import mastodon_server
from tests.listening.bluesky import open_lastingly
from tests.listening.bluesky_server import BlueskyServer, make_view
from tests.listening.mastodon import open_mastodon
from tests.listening.mastodon_server import MastodonServer, make_status, stamp
from tests.listening.reading import read
from tests.listening.rows import make_watch


@pytest.fixture
def server() -> Iterator[MastodonServer]:
    with mastodon_server.running() as running:
        yield running


def held() -> list[Mention]:
    db.session.rollback()
    return list(db.session.scalars(select(Mention).order_by(Mention.posted_at)))


def test_on_bluesky_all_we_hold_is_checked_in_batches(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view() for _ in range(60)]
    make_watch(networks=["bluesky"], phrases=["support"])
    source = open_lastingly(bluesky)
    read(source)
    act(db.session.execute, update(Mention).values(score=0.0, state=MentionState.NEW))
    lost = bluesky.posts.pop(7)["uri"]

    report = checking.check_network(source, is_asked=True, stop=Stop())
    again = read(source)

    assert (report.asked, report.gone, report.cost) == (60, 1, 0)
    assert bluesky.calls_of("getPosts") == 3
    assert lost not in {mention.post_id for mention in held()}
    assert again.stored.new == 0


def test_on_mastodon_what_is_gone_is_wiped_and_what_was_edited_is_read_anew(app: Flask, server: MastodonServer) -> None:
    server.posts = [make_status(), make_status(text="Kind customer service from Brightline."), make_status()]
    make_watch(networks=["mastodon"], hashtags=["custserv"])
    source = open_mastodon(server)
    read(source)
    server.gone.add(server.posts[0]["id"])
    server.posts[1] |= {"edited_at": stamp(clock.now()), "content": "<p>Rude customer service from Brightline.</p>"}

    report = checking.check_network(source, is_asked=True, stop=Stop())

    texts = {mention.text for mention in held()}
    assert (report.gone, report.edited, report.present) == (1, 1, 1)
    assert "Rude customer service from Brightline." in texts
    assert len([mention for mention in held() if mention.is_wiped]) == 1
    assert len([mention for mention in held() if mention.edited_at]) == 1
