"""Read everything there is each time: the manner of feeds, which have no pages.

A feed is a window: what is new stands above what was there, and what is oldest leaves it. As long as something known
stands below all that is new, nothing can have passed unseen, whatever dates the items bear. Otherwise the time between
the two readings is a gap. A feed of one item at a time can never show that it hid nothing, so its gap goes on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.listening.cursor.marks import Marks
from app.listening.cursor.position import Gap, Position
from app.listening.sources.protocol import Page, PageRequest

NAMED_BY = 16


@dataclass(frozen=True, slots=True)
class Whole:
    """One page, asked for with what the server said to recognise it by; the floor is when that was last done."""

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
        """Keep what was shown and what the server recognises its answer by."""
        began_at = position.drain_started_at
        return Position(
            floor_id=self.marks.mark_at(began_at) if began_at else position.floor_id,
            validators=page.validators or position.validators,
            seen=position.seen if page.shown is None else " ".join(map(short, page.shown.ids)),
        )

    def missed(self, position: Position, page: Page) -> Gap | None:
        """Return the time in which a feed may have let go what was never read."""
        if position.seen is None or position.floor_id is None or page.shown is None:
            return None
        seen, shown = set(position.seen.split()), [short(each) for each in page.shown.ids]
        from_at = self.marks.moment_of(position.floor_id)
        if from_at is None or not has_moved_past(seen, shown):
            return None
        return Gap(from_at, page.shown.at, goes_on=len(seen) == len(shown) == 1)


def short(known_by: str) -> str:
    """Shorten what an item is known by to what tells it from the others of its feed."""
    return known_by[:NAMED_BY]


def has_moved_past(seen: Collection[str], shown: Sequence[str]) -> bool:
    """Tell whether nothing known stands below all that is new; newest first."""
    return bool(shown) and shown[-1] not in seen
