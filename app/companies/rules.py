"""Names and domains: what makes two spellings one company."""

import re
import unicodedata
from enum import StrEnum
from urllib.parse import urlsplit

LEGAL_FORMS = frozenset(
    """ab ad ag aps as asa bv co company corp corporation ead eood gmbh holding holdings inc incorporated kg limited
    llc llp ltd nv ood oy oyj plc pty sa sarl sas se sl spa srl ug""".split()
)


class Staff(StrEnum):
    """How many people work there, as a curator checked it."""

    UNKNOWN = "unknown"
    UP_TO_50 = "up_to_50"
    OVER_50 = "over_50"


def name_key(name: str) -> str:
    """Fold a company's name to what two spellings of it share: case, accents, punctuation and legal form go."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    words = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    parts = re.findall(r"\w+", words.replace("'", "").replace("’", ""))
    kept = list(parts)
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    return "".join(kept) or plain.strip()


def slug_of(name: str) -> str:
    """Make an address of a name; empty when it has no Latin letter or digit."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-")


def domain_of(website: str | None) -> str | None:
    """Return the host of a typed website without www, or None when it has none."""
    if not website:
        return None
    address = website if "://" in website else f"https://{website}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    host = host.lower().removeprefix("www.").rstrip(".")
    return host if "." in host and len(host) <= 253 else None
