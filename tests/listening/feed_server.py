"""A server on this machine that gives out feeds, with what it recognises them by, and redirects."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from tests.listening import standing_in
from tests.listening.standing_in import Answer, StandIn

RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Reviews</title>'
    "{head}{items}</channel></rss>"
)
ATOM = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{items}</feed>'
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}


class FeedServer(StandIn):
    """Feeds by path, answers to give instead, and a record of all that was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.feeds: dict[str, str] = {}
        self.etag = ""
        self.modified = ""

    def answer(self, path: str, headers: Any) -> Answer:
        """Give the next answer set aside, else the feed, unless it is known already."""
        instead = self.next_instead()
        if instead is not None:
            return instead
        told = {name: value for name, value in (("ETag", self.etag), ("Last-Modified", self.modified)) if value}
        if self.etag and headers.get("If-None-Match") == self.etag:
            return Answer(b"", 304, told)
        if self.modified and headers.get("If-Modified-Since") == self.modified:
            return Answer(b"", 304, told)
        return Answer(self.feeds[path], headers={**XML, **told}) if path in self.feeds else Answer("no", 404)


class Handler(standing_in.Speaker):
    """Answer one request."""

    server: FeedServer

    def do_GET(self) -> None:  # noqa: N802
        path = urlsplit(self.path).path
        self.server.methods.append(self.command)
        self.server.paths.append(path)
        self.server.headers.append(dict(self.headers))
        self.give(self.server.answer(path, self.headers))

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815

    def usual_headers(self) -> dict[str, str]:
        return {"Set-Cookie": "tracked=1; Path=/"}


def rss(*items: str, head: str = "<language>en-gb</language>") -> str:
    """Write an RSS feed."""
    return RSS.format(head=head, items="".join(items))


def item(
    number: int = 1, *, text: str = "Great customer service.", ago: timedelta = timedelta(minutes=5), **more: str
) -> str:
    """Write one item of an RSS feed; an empty part is left out."""
    parts = {
        "guid": f"review-{number}",
        "title": f"Review {number}",
        "link": f"https://reviews.example/{number}",
        "description": text,
        "author": "Ada",
        "pubDate": format_datetime(datetime.now(UTC) - ago),
        **more,
    }
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value) + "</item>"


def running() -> AbstractContextManager[FeedServer]:
    """Run the server for a while."""
    return standing_in.running(FeedServer())
