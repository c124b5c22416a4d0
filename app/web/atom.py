"""Atom feeds: what every feed of ours begins with, and words that XML can hold."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from app.web.links import public_link

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def begin(title: str, subtitle: str, *, by: str, own: str, beside: str, changed: Iterable[datetime]) -> FeedGenerator:
    """Begin a feed; `own` and `beside` are the endpoints of the feed and of the page it goes with."""
    feed = FeedGenerator()
    feed.id(public_link(own))
    feed.title(title)
    feed.subtitle(subtitle)
    feed.author({"name": by})
    feed.link(href=public_link(own), rel="self", type="application/atom+xml")
    feed.link(href=public_link(beside), rel="alternate", type="text/html")
    feed.updated(max(changed, default=SINCE))
    return feed


def plain(words: str) -> str:
    """Leave out the characters that no XML can hold."""
    return NOT_IN_XML.sub("", words)


def write(feed: FeedGenerator) -> bytes:
    """Write a feed as it is sent."""
    written: bytes = feed.atom_str(pretty=True)
    return written
