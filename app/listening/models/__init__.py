"""The rows of this room, one file a subject."""

from app.listening.models.consents import Consent
from app.listening.models.contacts import Contact, ContactName
from app.listening.models.digests import Digest
from app.listening.models.folding import MentionPrint
from app.listening.models.funnel import FunnelDay, FunnelStep
from app.listening.models.learning import AuthorWeight, LearnedWeight, Learning, Verdict, WordWeight
from app.listening.models.mentions import Claim, Mention, Tombstone
from app.listening.models.outreaches import Outreach
from app.listening.models.sources import ReadingDay, ReadSpend, SourceHealth, SourceSession
from app.listening.models.templates import ReplyHome, ReplyTemplate
from app.listening.models.triage import MentionMove, MentionNote, MentionTally, MentionWord
from app.listening.models.watches import Quarantine, ReadingGap, Search, Watch

__all__ = [
    "AuthorWeight",
    "Claim",
    "Consent",
    "Contact",
    "ContactName",
    "Digest",
    "FunnelDay",
    "FunnelStep",
    "LearnedWeight",
    "Learning",
    "Mention",
    "MentionMove",
    "MentionNote",
    "MentionPrint",
    "MentionTally",
    "MentionWord",
    "Outreach",
    "Quarantine",
    "ReadSpend",
    "ReadingDay",
    "ReadingGap",
    "ReplyHome",
    "ReplyTemplate",
    "Search",
    "SourceHealth",
    "SourceSession",
    "Tombstone",
    "Verdict",
    "Watch",
    "WordWeight",
]
