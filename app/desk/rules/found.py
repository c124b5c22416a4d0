"""An alarm, and how urgent it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Urgency(IntEnum):
    """How long something may wait; the lowest comes first."""

    NOW = 1
    SOON = 2
    ONCE = 3


@dataclass(frozen=True)
class Alarm:
    """What needs a person: since when, or until when; without either it was so from the beginning."""

    urgency: Urgency
    what: str
    href: str
    action: str
    since: datetime | None = None
    until: datetime | None = None
