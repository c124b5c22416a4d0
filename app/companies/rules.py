"""Sizes and addresses of companies; their names and domains are folded next door."""

import re
import unicodedata
from enum import StrEnum

from app.companies.addresses import domain_of, handle_of, link_to
from app.companies.names import name_key

__all__ = ["Staff", "domain_of", "handle_of", "link_to", "name_key", "slug_of"]


class Staff(StrEnum):
    """How many people work there, as a curator checked it."""

    UNKNOWN = "unknown"
    UP_TO_50 = "up_to_50"
    OVER_50 = "over_50"


def slug_of(name: str) -> str:
    """Make an address of a name; empty when it has no Latin letter or digit."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-")
