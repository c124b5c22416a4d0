"""Sizes and addresses of companies; their names and domains are folded next door."""

import re
import unicodedata
from enum import StrEnum

from app.companies.addresses import domain_of, handle_of, link_to
from app.companies.names import name_key

__all__ = ["UNNAMED", "Staff", "domain_of", "handle_of", "is_under", "link_to", "name_key", "slug_of"]

UNNAMED = "A company that asked not to be named"
SHARED_SITES = frozenset(
    """bsky.app facebook.com github.com instagram.com linkedin.com mastodon.social tiktok.com twitter.com x.com
    youtube.com blogspot.com github.io google.com myshopify.com notion.site shopify.com weebly.com wixsite.com
    wordpress.com""".split()
)


class Staff(StrEnum):
    """How many people work there, as a curator checked it."""

    UNKNOWN = "unknown"
    UP_TO_50 = "up_to_50"
    OVER_50 = "over_50"


def slug_of(name: str) -> str:
    """Make an address of a name; empty when it has no Latin letter or digit."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-")


def is_under(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or stands under it; a name that only ends alike does not."""
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))
