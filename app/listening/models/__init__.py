"""The rows of this room, one file a subject."""

from app.listening.models.mentions import Claim, Mention
from app.listening.models.outreaches import Outreach
from app.listening.models.sources import ReadSpend, SourceHealth
from app.listening.models.watches import Quarantine, ReadingGap, Watch, WatchCursor

__all__ = [
    "Claim",
    "Mention",
    "Outreach",
    "Quarantine",
    "ReadSpend",
    "ReadingGap",
    "SourceHealth",
    "Watch",
    "WatchCursor",
]
