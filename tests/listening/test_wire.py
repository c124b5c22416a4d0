"""What goes over the wire to the networks that are read without an account: GETs, and no others."""

import pytest
import requests
from flask import Flask

from app.listening.passes import network
from app.listening.passes.stopping import Stop
from app.listening.sources.bounded import Limits
from app.listening.sources.mastodon.transport import ReadingAdapter
from app.listening.sources.rss.source import RssSource
from tests.listening.feed_server import FeedServer, item, rss
from tests.listening.mastodon import open_mastodon
from tests.listening.mastodon_server import MastodonServer, make_status
from tests.listening.rows import make_watch


def test_on_the_wire_a_pass_over_mastodon_sends_nothing_but_reads(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status() for _ in range(60)]
    make_watch(networks=["mastodon"], phrases=["great customer service"], hashtags=["custserv"])

    network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    assert set(mastodon.methods) == {"GET"}
    assert set(mastodon.paths) == {"/api/v1/timelines/tag/custserv", "/api/v2/search"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/statuses"),
        ("POST", "/api/v1/statuses/1/favourite"),
        ("DELETE", "/api/v1/statuses/1"),
        ("POST", "/api/v2/search?q=a"),
        ("GET", "/api/v2/instance"),
        ("GET", "/oauth/authorize"),
    ],
)
def test_what_would_write_to_mastodon_is_stopped_before_the_wire(
    mastodon: MastodonServer, method: str, path: str
) -> None:
    request = requests.Request(method, mastodon.url + path).prepare()

    with pytest.raises(RuntimeError):
        ReadingAdapter(mastodon.url, Limits()).send(request)

    assert mastodon.paths == []


def test_on_the_wire_a_pass_over_feeds_sends_nothing_but_reads(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds = {"/one": rss(item(1)), "/two": rss(item(2))}
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/one", f"{feeds.url}/two", f"{feeds.url}/none"])

    network.read_network(RssSource(may_reach=lambda address: True), is_asked=True, stop=Stop())

    assert feeds.methods == ["GET"] * 3
