"""What the form lays out for scripts, and what it notices while a nomination comes in; nothing here refuses anybody."""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from disposable_email_domains import blocklist

from app import clock
from app.nominations import proof
from app.nominations.weighing import Marks, Signal
from app.web.links import is_genuine, keyed_hash, public_id_in, token_for

HONEYPOT = "subject"
LEAST_SECONDS = 3
LONGEST_OPEN = timedelta(days=7)
LINK = re.compile(r"(?:https?://|\bwww\.)\S*", re.IGNORECASE)
LINKS = 2
MANY_LINKS = 5


@dataclass(frozen=True)
class Laid:
    """The traps as a page carries them on from the one before."""

    honeypot: str
    opened: str
    altcha: str


def lay(typed: Mapping[str, str]) -> Laid:
    """Return what the next page of the form carries; the time of opening is that of its first page."""
    opened = typed.get("opened", "")
    return Laid(typed.get(HONEYPOT, ""), opened if _opened_at(opened) else new_opened(), typed.get("altcha", ""))


def new_opened() -> str:
    """Sign the present moment as the one in which the form was opened."""
    return token_for("opened", f"{int(clock.now().timestamp()):x}")


def read(typed: Mapping[str, str], *, email: str, story: str, address: str | None) -> Marks:
    """Note what is odd about a nomination that comes in, without asking the database."""
    return Marks(tuple(_notice(typed, email, story)), origin_of(address))


def origin_of(address: str | None) -> str | None:
    """Return a keyed hash of the network an address lies in: the /24, or the /48 of IPv6."""
    try:
        place = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    mapped = place.ipv4_mapped if isinstance(place, ipaddress.IPv6Address) else None
    place = mapped or place
    network = int(place) >> (8 if place.version == 4 else 80)
    return keyed_hash("origin", f"{place.version}|{network}")[:16]


def is_disposable(email: str) -> bool:
    """Tell whether an address is of a kind made to be thrown away; relays that forward to a person are not listed."""
    names = email.lower().rpartition("@")[2].split(".")
    domains = {".".join(names[at:]) for at in range(max(1, len(names) - 1))}
    return bool(domains & blocklist)


def _notice(typed: Mapping[str, str], email: str, story: str) -> Iterator[Signal]:
    unsolved = proof.check(typed.get("altcha", ""))
    if unsolved:
        yield unsolved
    yield from _notice_time(typed.get("opened", ""))
    if typed.get(HONEYPOT, "").strip():
        yield Signal.HONEYPOT
    if is_disposable(email):
        yield Signal.DISPOSABLE
    links = count_links(story)
    if links >= LINKS:
        yield Signal.MANY_LINKS if links >= MANY_LINKS else Signal.LINKS


def count_links(story: str) -> int:
    """Count the addresses of pages in a story; most stories hold none, which is seen at once."""
    folded = story.casefold()
    return len(LINK.findall(story)) if "://" in folded or "www." in folded else 0


def _notice_time(opened: str) -> Iterator[Signal]:
    """Compare with the time of opening; a clock that was set back in between says nothing."""
    opened_at = _opened_at(opened)
    seconds = clock.now().timestamp() - opened_at if opened_at else 0.0
    if not opened_at or seconds > LONGEST_OPEN.total_seconds():
        yield Signal.NO_OPENED
    elif 0 <= seconds < LEAST_SECONDS:
        yield Signal.TOO_FAST


def _opened_at(opened: str) -> int | None:
    """Return the signed second, or None for what we did not sign."""
    return int(public_id_in(opened), 16) if opened and is_genuine(opened, "opened") else None
