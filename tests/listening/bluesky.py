"""Bluesky in tests: its stand-in read through atproto, with the session kept in memory or in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.listening.models import Watch
from app.listening.passes.network import Report
from app.listening.sessions import SealedSessions
from app.listening.sources.bluesky.sessions import Kept, SessionStore
from app.listening.sources.bluesky.source import BlueskySource
from app.listening.sources.bounded import Limits
from app.listening.sources.protocol import PageRequest
from tests.listening.bluesky_server import HANDLE, PASSWORD, BlueskyServer
from tests.listening.reading import read
from tests.listening.rows import make_watch

ASK = PageRequest(query="support", size=100)
QUICK = Limits(connect=5.0, read=1.5, total=2.5)


class Remembered:
    """A place for sessions that ends with the test."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.turns = 0

    def find(self, account: str) -> Kept | None:
        return self.kept.get(account)

    def keep(self, account: str, text: str, *, logged_in_at: datetime) -> None:
        self.kept[account] = Kept(text, logged_in_at)

    @contextmanager
    def renewing(self) -> Iterator[None]:
        self.turns += 1
        yield


def open_bluesky(
    server: BlueskyServer, store: SessionStore | None = None, *, password: str = PASSWORD, limits: Limits | None = None
) -> BlueskySource:
    return BlueskySource(
        handle=HANDLE,
        password=password,
        base=server.url,
        store=store or Remembered(),
        reachable_at="https://awards.example.org",
        limits=limits or Limits(),
    )


def open_lastingly(server: BlueskyServer) -> BlueskySource:
    """Read with a session that lies in the database, as a pass does."""
    return open_bluesky(server, SealedSessions("bluesky"))


def make_bluesky_watch(**columns: object) -> Watch:
    return make_watch(**{"networks": ["bluesky"], "phrases": ["great support"], **columns})


def a_pass(bluesky: BlueskyServer, *, is_asked: bool = True) -> Report:
    return read(open_lastingly(bluesky), is_asked=is_asked)


def uris(bluesky: BlueskyServer) -> set[str]:
    return {post["uri"] for post in bluesky.posts}
