"""Mastodon in tests: its stand-in read through Mastodon.py."""

from datetime import UTC, datetime, timedelta

from app.listening.cursor.marks import MASTODON
from app.listening.sources.bounded import Limits
from app.listening.sources.mastodon.source import MastodonSource
from app.listening.sources.protocol import PageRequest
from tests.listening.mastodon_server import TOKEN, MastodonServer

QUICK = Limits(connect=5.0, read=1.5, total=2.5)


def ask(query: str = "#custserv", *, ago: timedelta = timedelta(hours=2), size: int = 40) -> PageRequest:
    return PageRequest(query=query, size=size, since_id=MASTODON.mark_at(datetime.now(UTC) - ago))


def open_mastodon(server: MastodonServer, *, token: str = TOKEN, limits: Limits | None = None) -> MastodonSource:
    return MastodonSource(
        base=server.url, token=token, reachable_at="https://awards.example.org", limits=limits or Limits()
    )
