"""The tables of nominations."""

from app.nominations.models.bands import StoryBand
from app.nominations.models.entering import Entering
from app.nominations.models.entries import Entry
from app.nominations.models.links import AddressChange, MineRequest
from app.nominations.models.masks import Mask
from app.nominations.models.moderation import Moderation
from app.nominations.models.nominations import Nomination
from app.nominations.models.persons import EntryPerson
from app.nominations.models.questions import NominationQuestion
from app.nominations.models.revisions import NominationRevision

__all__ = [
    "AddressChange",
    "Entering",
    "Entry",
    "EntryPerson",
    "Mask",
    "MineRequest",
    "Moderation",
    "Nomination",
    "NominationQuestion",
    "NominationRevision",
    "StoryBand",
]
