"""Where one search stands, and what of its time could not be read."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Position:
    """Where a search stands: the floor it has read up to, and the drain under way.

    Ids are marks that their network orders: post ids on X and Mastodon, microseconds since 1970 elsewhere. `seen` names
    what the last reading of a feed showed.
    """

    floor_id: str | None = None
    drain_high_id: str | None = None
    drain_token: str | None = None
    drain_oldest_id: str | None = None
    drain_started_at: datetime | None = None
    drain_from_at: datetime | None = None
    validators: str | None = None
    seen: str | None = None

    @property
    def is_draining(self) -> bool:
        """Tell whether a drain was begun and not finished."""
        return self.drain_started_at is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time whose posts the network no longer gives out.

    One that `goes_on` is of a kind that cannot end, and belongs to the one before.
    """

    from_at: datetime
    to_at: datetime
    goes_on: bool = False
