"""What became of an accepted nomination, told by whoever decides it: a room above registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass

from app.nominations.models import Nomination


@dataclass(frozen=True)
class Outcome:
    """How it ended, in one sentence, and where to read more."""

    sentence: str
    link: str = ""


Teller = Callable[[Nomination], Outcome | None]
_tellers: list[Teller] = []


def tells_outcome(teller: Teller) -> Teller:
    """Register who knows how nominations ended; only what everybody may know already."""
    _tellers[:] = [teller]
    return teller


def find_outcome(nomination: Nomination) -> Outcome | None:
    """Find how a nomination ended, once it is announced."""
    return _tellers[0](nomination) if _tellers else None
