"""Say what every network we read must offer: one page at a time, and failures in plain words.

A source never sleeps, retries or touches the database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.listening.posts import Post, Rejected

SENTENCE_LONGEST = 220


class FailureKind(StrEnum):
    """What a failed read means for the next one."""

    RETRY = "retry"
    AUTH = "auth"
    BILLING = "billing"
    BAD_QUERY = "bad_query"
    STALE_CURSOR = "stale_cursor"
    STALE_PAGE = "stale_page"
    BUG = "bug"


class SourceFailure(Exception):
    """One failed read: its kind, a sentence for people, when to come back, and whether it may have cost money."""

    def __init__(
        self, kind: FailureKind, sentence: str, *, after: timedelta | None = None, may_cost: bool = False
    ) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence[:SENTENCE_LONGEST]
        self.after = after
        self.may_cost = may_cost


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One page to read: from an id or a time on, up to an id, or by the token of the page before."""

    query: str
    size: int
    since_id: str | None = None
    start_at: datetime | None = None
    until_id: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read; `units` is what the network will charge for."""

    posts: tuple[Post, ...]
    rejected: tuple[Rejected, ...]
    newest_id: str | None
    oldest_id: str | None
    next_token: str | None
    units: int


class Source(Protocol):
    """A network that can be read; the price of a post is in millionths of a dollar."""

    name: str
    price: int
    smallest_page: int
    largest_page: int

    def fetch(self, request: PageRequest) -> Page:
        """Read one page, or raise SourceFailure."""
        ...
