"""Read from the newest post down: the manner of X and Bluesky.

A pass asks for everything above the floor, follows the pages down, and only when the last one is stored lifts the
floor to the newest id seen on the first. Killed at any instant, it repeats at most one page and loses none.

Where ids name one post each (X), the pages are followed by their tokens. Where they are times (Bluesky), tokens count
from the top, and a post that vanishes meanwhile would shift an unread one over the edge of a page: there each page is
asked for by the time reached, that time included, and tokens serve only where a page does not reach further down.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.listening.cursor.marks import Marks, is_newer
from app.listening.cursor.position import Gap, Position
from app.listening.sources.protocol import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Descending:
    """Pages from the newest post down to a lower edge that stays the same until the drain ends.

    `overlap` is read again below the floor, for posts that a network shows late; `reach` is how far back a drain may
    begin, and what lies beyond is a gap; while it goes on, its lower edge may grow older by `longest`. `is_closed` goes
    down by time, from the beginning of the drain; marks within one `grain` may belong to several posts, and none of
    them is taken for read because another one was.
    """

    marks: Marks
    reach: timedelta
    first_reach: timedelta = timedelta(hours=2)
    overlap: timedelta = timedelta(minutes=2)
    longest: timedelta = timedelta(minutes=50)
    is_closed: bool = False
    grain: int = 1_000

    def begin(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin a drain, or go on with the one under way."""
        asked_from = self.lower_edge(position)
        oldest = now - self.reach - (self.longest if position.is_draining else timedelta(0))
        if asked_from is not None and asked_from < oldest:
            return self.restart(position, now)
        if position.is_draining:
            return position, None
        from_at = now - self.first_reach if position.floor_id is None else None
        return Position(floor_id=position.floor_id, drain_started_at=now, drain_from_at=from_at), None

    def restart(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin anew as far back as the network reaches, and name what was missed."""
        from_at = now - self.reach
        missed_from = self.lower_edge(position)
        gap = Gap(missed_from, from_at) if missed_from is not None and missed_from < from_at else None
        return Position(floor_id=position.floor_id, drain_started_at=now, drain_from_at=from_at), gap

    def request_for(self, position: Position, *, query: str, size: int) -> PageRequest:
        """Ask for the next page of a drain."""
        request = PageRequest(
            query=query, size=size, since_id=self.since_id(position.floor_id), token=position.drain_token
        )
        if self.is_closed:
            return replace(request, since_id=self.lower_id(position), until_id=self.upper_edge(position))
        if position.drain_from_at is not None:
            request = replace(request, since_id=None, start_at=position.drain_from_at)
        if position.drain_token is not None or position.drain_oldest_id is None:
            return request
        return replace(request, since_id=self.lower_id(position), start_at=None, until_id=position.drain_oldest_id)

    def after_page(self, position: Position, page: Page) -> Position:
        """Move on by the ids that were seen: further down, or, after the last page, up to the new floor."""
        high = position.drain_high_id or page.newest_id
        if page.next_token is None:
            return Position(floor_id=higher(high, position.floor_id))
        lowest = page.oldest_id if self.lowers(page, position) else None
        token = None if self.is_closed and lowest else page.next_token
        oldest = lowest or position.drain_oldest_id
        return replace(position, drain_high_id=high, drain_token=token, drain_oldest_id=oldest)

    def lowers(self, page: Page, position: Position) -> bool:
        """Tell whether a page brought the drain further down."""
        if page.oldest_id is None:
            return False
        if self.is_closed:
            upper = self.upper_edge(position)
            return upper is None or is_newer(upper, self.edge_above(page.oldest_id))
        return position.drain_oldest_id is None or is_newer(position.drain_oldest_id, page.oldest_id)

    def upper_edge(self, position: Position) -> str | None:
        """Return the time below which a closed drain goes on, so that what lies at its oldest post is read again."""
        if position.drain_oldest_id is not None:
            return self.edge_above(position.drain_oldest_id)
        return None if position.drain_started_at is None else self.marks.mark_at(position.drain_started_at)

    def edge_above(self, mark: str) -> str:
        """Return the end of the grain in which a mark lies."""
        return str((int(mark) // self.grain + 1) * self.grain)

    def missed(self, position: Position, page: Page) -> Gap | None:
        """Miss nothing by a page; what is out of reach is told when a drain begins."""
        return None

    def lower_edge(self, position: Position) -> datetime | None:
        """Return the moment a drain reads back to, as far as it is known."""
        if position.drain_from_at is not None:
            return position.drain_from_at
        return self.marks.moment_of(position.floor_id) if position.floor_id is not None else None

    def lower_id(self, position: Position) -> str | None:
        """Return the lower edge of a drain as an id."""
        if position.drain_from_at is not None:
            return self.marks.mark_at(position.drain_from_at)
        return self.since_id(position.floor_id)

    def since_id(self, floor_id: str | None) -> str | None:
        """Lower the floor by the overlap, for posts that the network indexed late."""
        moment = self.marks.moment_of(floor_id) if floor_id is not None else None
        return floor_id if moment is None else self.marks.mark_at(moment - self.overlap)


def higher(one: str | None, other: str | None) -> str | None:
    """Return the newer of two ids; a floor never sinks."""
    if one is None:
        return other
    return one if is_newer(one, other) else other
