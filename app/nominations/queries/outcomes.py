"""What became of an accepted nomination, told by whoever decides it: a room above registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.nominations.models import Nomination


@dataclass(frozen=True)
class Outcome:
    """How it ended or how far it came, in one sentence, where to read more, and since when it is public."""

    sentence: str
    link: str = ""
    at: datetime | None = None


Teller = Callable[[Nomination], Outcome | None]
_tellers: list[Teller] = []
_of_shortlists: list[Teller] = []


def tells_outcome(teller: Teller) -> Teller:
    """Register who knows how nominations ended; only what everybody may know already."""
    _tellers[:] = [teller]
    return teller


def find_outcome(nomination: Nomination) -> Outcome | None:
    """Find how a nomination ended, once it is announced."""
    return _tellers[0](nomination) if _tellers else None


def tells_shortlisted(teller: Teller) -> Teller:
    """Register who knows which entries are on a shortlist; only once it is public."""
    _of_shortlists[:] = [teller]
    return teller


def find_shortlisted(nomination: Nomination) -> Outcome | None:
    """Find whether the entry of a nomination is on the shortlist, once that is public."""
    return _of_shortlists[0](nomination) if _of_shortlists else None


@dataclass(frozen=True)
class Thanked:
    """What a company says to those who told about it."""

    company: str
    words: str


_of_thanks: list[Callable[[Nomination], Thanked | None]] = []


def tells_thanks(teller: Callable[[Nomination], Thanked | None]) -> Callable[[Nomination], Thanked | None]:
    """Register who knows what companies say; only what a curator has read and passed on."""
    _of_thanks[:] = [teller]
    return teller


def find_thanks(nomination: Nomination) -> Thanked | None:
    """Find what the company of a nomination says to its nominator."""
    return _of_thanks[0](nomination) if _of_thanks else None
