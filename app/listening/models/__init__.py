"""The rows of this room, one file a subject."""

from app.listening.models.mentions import Claim, Mention, Tombstone
from app.listening.models.outreaches import Outreach
from app.listening.models.sources import ReadingDay, ReadSpend, SourceHealth, SourceSession
from app.listening.models.watches import Quarantine, ReadingGap, Search, Watch

__all__ = [
    "Claim",
    "Mention",
    "Outreach",
    "Quarantine",
    "ReadSpend",
    "ReadingDay",
    "ReadingGap",
    "Search",
    "SourceHealth",
    "SourceSession",
    "Tombstone",
    "Watch",
]
