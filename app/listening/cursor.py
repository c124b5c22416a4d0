"""Decide where reading stands: pure moves of the cursor of one watch.

A pass asks for everything above the floor, follows the pages down, and only when the last one is stored lifts the
floor to the newest id seen on the first. Killed at any instant, it repeats at most one page and loses none.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.listening.sources.protocol import Page, PageRequest
from app.listening.sources.x.snowflakes import id_at, is_newer, moment_of

FIRST_REACH = timedelta(hours=2)
OVERLAP = timedelta(minutes=2)
REACH = timedelta(days=6, hours=23)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a watch stands: the floor it has read up to, and the drain under way."""

    floor_id: str | None = None
    drain_high_id: str | None = None
    drain_token: str | None = None
    drain_oldest_id: str | None = None
    drain_started_at: datetime | None = None
    drain_from_at: datetime | None = None

    @property
    def is_draining(self) -> bool:
        """Tell whether a drain was begun and not finished."""
        return self.drain_started_at is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time whose posts the network no longer gives out."""

    from_at: datetime
    to_at: datetime


def begin(position: Position, now: datetime) -> tuple[Position, Gap | None]:
    """Begin a drain, or go on with the one under way."""
    asked_from = lower_edge(position)
    if asked_from is not None and asked_from < now - REACH:
        return restart(position, now)
    if position.is_draining:
        return position, None
    from_at = now - FIRST_REACH if position.floor_id is None else None
    return Position(floor_id=position.floor_id, drain_started_at=now, drain_from_at=from_at), None


def restart(position: Position, now: datetime) -> tuple[Position, Gap | None]:
    """Begin anew as far back as the network reaches, and name what was missed."""
    from_at = now - REACH
    missed_from = lower_edge(position)
    gap = Gap(missed_from, from_at) if missed_from is not None and missed_from < from_at else None
    return Position(floor_id=position.floor_id, drain_started_at=now, drain_from_at=from_at), gap


def lower_edge(position: Position) -> datetime | None:
    """Return the moment a drain reads back to, as far as it is known."""
    if position.drain_from_at is not None:
        return position.drain_from_at
    return moment_of(position.floor_id) if position.floor_id is not None else None


def request_for(position: Position, *, query: str, size: int) -> PageRequest:
    """Ask for the next page of a drain; the lower edge stays the same until it ends."""
    request = PageRequest(query=query, size=size, since_id=since_id(position.floor_id), token=position.drain_token)
    if position.drain_from_at is not None:
        request = replace(request, since_id=None, start_at=position.drain_from_at)
    if position.drain_token is not None or position.drain_oldest_id is None:
        return request
    return replace(request, since_id=lower_id(position), start_at=None, until_id=position.drain_oldest_id)


def lower_id(position: Position) -> str | None:
    """Return the lower edge of a drain as an id."""
    if position.drain_from_at is not None:
        return id_at(position.drain_from_at)
    return since_id(position.floor_id)


def since_id(floor_id: str | None) -> str | None:
    """Lower the floor by two minutes, for posts that the network indexed late."""
    moment = moment_of(floor_id) if floor_id is not None else None
    return floor_id if moment is None else id_at(moment - OVERLAP)


def after_page(position: Position, page: Page) -> Position:
    """Move on by the ids that were seen: further down, or, after the last page, up to the new floor."""
    high = position.drain_high_id or page.newest_id
    if page.next_token is None:
        return Position(floor_id=higher(high, position.floor_id))
    oldest = page.oldest_id if page.oldest_id and lowers(page, position) else position.drain_oldest_id
    return replace(position, drain_high_id=high, drain_token=page.next_token, drain_oldest_id=oldest)


def higher(one: str | None, other: str | None) -> str | None:
    """Return the newer of two ids; a floor never sinks."""
    if one is None:
        return other
    return one if is_newer(one, other) else other


def lowers(page: Page, position: Position) -> bool:
    """Tell whether a page brought the drain further down."""
    if page.oldest_id is None:
        return False
    return position.drain_oldest_id is None or int(page.oldest_id) < int(position.drain_oldest_id)


def without_token(position: Position) -> Position:
    """Go on below the oldest post seen, when the network refuses or repeats its token."""
    return replace(position, drain_token=None)
