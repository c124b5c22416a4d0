"""Read from the cursor up: the manner of Mastodon's `min_id`.

Each page holds the posts next above the last one seen, so the floor rises with every page and a drain that is killed
goes on where it was. A drain begins a little below the floor, for posts that arrive late with the id of their time.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.listening.cursor.marks import Marks
from app.listening.cursor.position import Gap, Position
from app.listening.sources.protocol import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Ascending:
    """Pages from a lower edge up, until one is empty.

    What arrives late may be passed by while a long drain climbs, so its floor never lies above the drain's beginning.
    """

    marks: Marks
    first_reach: timedelta = timedelta(hours=2)
    overlap: timedelta = timedelta(minutes=10)

    def begin(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin a drain, or go on with the one under way."""
        if position.is_draining:
            return position, None
        return replace(position, drain_started_at=now, drain_high_id=self.lower_id(position, now)), None

    def restart(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin anew at the floor; such a network gives out whatever lies above an id, however old."""
        return self.begin(Position(floor_id=position.floor_id), now)

    def request_for(self, position: Position, *, query: str, size: int) -> PageRequest:
        """Ask for the posts next above the last one seen."""
        return PageRequest(query=query, size=size, since_id=position.drain_high_id)

    def after_page(self, position: Position, page: Page) -> Position:
        """Climb to the newest post of the page; an empty page ends the drain."""
        if page.next_token is None:
            return Position(floor_id=self.settled(page.newest_id or position.floor_id, position.drain_started_at))
        return replace(position, floor_id=page.next_token, drain_high_id=page.next_token)

    def missed(self, position: Position, page: Page) -> Gap | None:
        """Return what lies below a page that could not be read down to the floor; by ids nothing is missed."""
        if position.floor_id is None or page.oldest_id is None:
            return None
        from_at, to_at = self.marks.moment_of(position.floor_id), self.marks.moment_of(page.oldest_id)
        return Gap(from_at, to_at) if from_at and to_at and from_at < to_at else None

    def settled(self, floor_id: str | None, began_at: datetime | None) -> str | None:
        """Return the highest floor below which nothing is on its way any more, but for the overlap."""
        if floor_id is None or began_at is None:
            return floor_id
        return min(floor_id, self.marks.mark_at(began_at), key=int)

    def lower_id(self, position: Position, now: datetime) -> str:
        """Return the id a drain begins above."""
        if position.floor_id is None:
            return self.marks.mark_at(now - self.first_reach)
        moment = self.marks.moment_of(position.floor_id)
        return position.floor_id if moment is None else self.marks.mark_at(moment - self.overlap)
