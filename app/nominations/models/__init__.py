"""The tables of nominations."""

from app.nominations.models.entries import Entry
from app.nominations.models.nominations import Nomination
from app.nominations.models.revisions import NominationRevision

__all__ = ["Entry", "Nomination", "NominationRevision"]
