"""Compare a story with those of others: work on many words, done before the transaction that writes begins."""

from dataclasses import dataclass

from app.nominations.copies import bands, is_short, shingles
from app.nominations.models import Nomination
from app.nominations.queries.copies import list_near_copies
from app.nominations.weighing import Signal

MANY_COPIES = 3


@dataclass(frozen=True)
class Noticed:
    """What the words of one revision gave away: their fingerprint, and whether others sent nearly the same."""

    revision: int
    fingerprint: tuple[int, ...]
    copies: Signal | None


def notice(nomination: Nomination) -> Noticed:
    """Read the words of a nomination; what others confirm at the same moment is noticed by the later look."""
    parts = shingles(nomination.written.story or "")
    fingerprint = tuple(bands(parts))
    others = list_near_copies(nomination, of_others=True, fingerprint=fingerprint)
    if is_short(parts):
        same = sum(each.percent == 100 for each in others)
        copies = Signal.NEAR_COPY if same >= MANY_COPIES else None
    else:
        people = len({each.nomination.identity for each in others})
        copies = Signal.NEAR_COPIES if people >= MANY_COPIES else Signal.NEAR_COPY if others else None
    return Noticed(nomination.revision_number, fingerprint, copies)
