"""Read everything there is each time: the manner of feeds, which have no pages.

The floor is the moment of the newest item seen. When the oldest item of a later reading is newer than that, the feed
has moved on faster than it was read, and what lies between is a gap.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from app.listening.cursor.marks import Marks
from app.listening.cursor.position import Gap, Position
from app.listening.sources.protocol import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Whole:
    """One page, asked for with what the server said to recognise it by."""

    marks: Marks

    def begin(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin a reading."""
        return replace(position, drain_started_at=now), None

    def restart(self, position: Position, now: datetime) -> tuple[Position, Gap | None]:
        """Begin anew, as if it had never been read."""
        return Position(floor_id=position.floor_id, drain_started_at=now), None

    def request_for(self, position: Position, *, query: str, size: int) -> PageRequest:
        """Ask for the whole, unless it has not changed."""
        return PageRequest(query=query, size=size, validators=position.validators)

    def after_page(self, position: Position, page: Page) -> Position:
        """Keep the newest moment and what the server recognises its answer by."""
        newest = page.newest_id or position.floor_id
        return Position(floor_id=newest, validators=page.validators or position.validators)

    def missed(self, position: Position, page: Page) -> Gap | None:
        """Return what the feed let go between two readings."""
        if position.floor_id is None or page.oldest_id is None:
            return None
        from_at, to_at = self.marks.moment_of(position.floor_id), self.marks.moment_of(page.oldest_id)
        return Gap(from_at, to_at) if from_at and to_at and from_at < to_at else None
