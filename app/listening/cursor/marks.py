"""Tell the time a mark stands for, and make a mark from a time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Marks(Protocol):
    """How the ids of one network follow each other in time."""

    def moment_of(self, mark: str) -> datetime | None:
        """Return the moment of a mark, or None when it does not tell."""
        ...

    def mark_at(self, moment: datetime) -> str:
        """Return the smallest mark of a moment."""
        ...


@dataclass(frozen=True, slots=True)
class Timed:
    """Marks whose upper bits count units of time; all are digits and are compared as numbers.

    unit = (mark >> shift) + first, counted since 1970.
    """

    unit: timedelta = timedelta(microseconds=1)
    shift: int = 0
    first: int = 0
    since: datetime = EPOCH

    def moment_of(self, mark: str) -> datetime | None:
        """Return the moment of a mark, or None when it does not tell."""
        if not (mark.isascii() and mark.isdigit()):
            return None
        try:
            moment = EPOCH + ((int(mark) >> self.shift) + self.first) * self.unit
        except OverflowError:
            return None
        return moment if moment >= self.since else None

    def mark_at(self, moment: datetime) -> str:
        """Return the smallest mark of a moment."""
        return str(((moment - EPOCH) // self.unit - self.first) << self.shift)


SNOWFLAKES = Timed(timedelta(milliseconds=1), shift=22, first=1_288_834_974_657, since=datetime(2015, 1, 1, tzinfo=UTC))
MASTODON = Timed(timedelta(milliseconds=1), shift=16, since=datetime(2015, 1, 1, tzinfo=UTC))
MICROSECONDS = Timed()


def is_newer(one: str, other: str | None) -> bool:
    """Tell whether a mark is above another; marks are digits of differing length."""
    return other is None or int(one) > int(other)
