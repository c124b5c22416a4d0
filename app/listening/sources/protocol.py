"""Say what every network we read must offer: one page at a time, and failures in plain words.

A source never sleeps, retries or touches the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.listening.cursor.position import Gap, Position
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
    """One failed read: its kind, a sentence for people, when to come back, and whether it may have cost money.

    One `is_of_one_search` says nothing of the others on the same network, as with feeds. `rate` is what a refusal says
    of requests that are left.
    """

    def __init__(
        self,
        kind: FailureKind,
        sentence: str,
        *,
        after: timedelta | None = None,
        may_cost: bool = False,
        is_of_one_search: bool = False,
        rate: "Rate | None" = None,
    ) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence[:SENTENCE_LONGEST]
        self.after = after
        self.may_cost = may_cost
        self.is_of_one_search = is_of_one_search
        self.rate = rate


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One page to read: from an id or a time on, up to an id, or by the token of the page before."""

    query: str
    size: int
    since_id: str | None = None
    start_at: datetime | None = None
    until_id: str | None = None
    token: str | None = None
    validators: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests a network still allows, and when it counts anew."""

    limit: int
    remaining: int
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A post that we hold: what identifies it, the version we hold, and its server's own id where that differs."""

    post_id: str
    version_id: str
    local_id: str = ""


class Presence(StrEnum):
    """What a network says of a post that we hold; only a clear word counts as gone."""

    PRESENT = "present"
    EDITED = "edited"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a network which forgets showed at a moment: what each item is known by, newest first."""

    ids: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read; `units` is what the network will charge for.

    `next_token` asks for the page that follows, None ends the drain; `validators` recognise the answer next time.
    `shown` is told by networks that let posts go.
    """

    posts: tuple[Post, ...]
    rejected: tuple[Rejected, ...]
    newest_id: str | None
    oldest_id: str | None
    next_token: str | None
    units: int
    rate: Rate | None = None
    validators: str | None = None
    shown: Shown | None = None


class Manner(Protocol):
    """How a network lets one read on from a position: pure moves, see `app/listening/cursor/`."""

    def begin(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin a drain, or go on with the one under way."""
        ...

    def restart(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin anew where the network refuses to go on, and name what is missed by that."""
        ...

    def request_for(self, position: Position, *, query: str, size: int) -> PageRequest:
        """Ask for the next page of a drain."""
        ...

    def after_page(self, position: Position, page: Page) -> Position:
        """Move on by what a page held; a position that is not draining any more ends the drain."""
        ...

    def missed(self, position: Position, page: Page) -> Gap | None:
        """Return what a page shows to have been lost since the position it was asked from."""
        ...


class Source(Protocol):
    """A network that can be read; the price of a post is in millionths of a dollar."""

    name: str
    price: int
    smallest_page: int
    largest_page: int
    largest_check: int

    def manner_for(self, query: str) -> Manner:
        """Return how this network lets one read on in a search."""
        ...

    def may_ask(self, query: str) -> bool:
        """Tell whether the settings allow this search, such as one that needs a token."""
        ...

    def fetch(self, request: PageRequest) -> Page:
        """Read one page, or raise SourceFailure."""
        ...

    def check(self, posts: Sequence[Known]) -> Mapping[str, Presence]:
        """Ask whether posts are still there, at most `largest_check` at once, or raise SourceFailure.

        The answer goes by `post_id`; a post that the network does not speak of is UNKNOWN, never gone.
        """
        ...
