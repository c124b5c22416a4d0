"""Feeds in tests: a server of feeds read by our source, alone or by a pass."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.listening.models import Mention
from app.listening.passes import network
from app.listening.passes.network import Report
from app.listening.passes.stopping import Stop
from app.listening.sources.bounded import Limits
from app.listening.sources.protocol import Page, PageRequest, SourceFailure
from app.listening.sources.rss.source import RssSource
from tests.listening.feed_server import FeedServer
from tests.listening.x_server import Answer

QUICK = Limits(connect=5.0, read=1.5, total=2.5)


def anywhere(_: str) -> bool:
    return True


def open_feeds(limits: Limits | None = None) -> RssSource:
    return RssSource(may_reach=anywhere, reachable_at="https://awards.example.org", limits=limits or Limits())


def fetch(feeds: FeedServer, path: str = "/feed", *, limits: Limits | None = None) -> Page:
    return open_feeds(limits).fetch(PageRequest(query=feeds.url + path, size=1))


def fetch_feed(feeds: FeedServer, feed: str) -> Page:
    feeds.feeds["/feed"] = feed
    return fetch(feeds)


def outcome(feeds: FeedServer, answer: Answer, *, limits: Limits | None = None) -> SourceFailure:
    feeds.instead = [answer]
    with pytest.raises(SourceFailure) as caught:
        fetch(feeds, limits=limits)
    return caught.value


def read(*, is_asked: bool = True) -> Report:
    return network.read_network(open_feeds(), is_asked=is_asked, stop=Stop())


def mentions() -> list[Mention]:
    db.session.rollback()
    return list(db.session.scalars(select(Mention).order_by(Mention.id)))
