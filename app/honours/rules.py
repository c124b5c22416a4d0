"""What companies may ask and say, how far it has come, and when marks name nobody."""

from enum import StrEnum

FEWEST_TO_AVERAGE = 3
LONGEST_THANKS = 1500
SHORTEST_WORDS = 20
LONGEST_WORDS = 2000


class ThanksState(StrEnum):
    """Where a company's thanks stands: it goes out only when a curator has read it."""

    WAITING = "waiting"
    PASSED_ON = "passed_on"
    RETURNED = "returned"


class Wish(StrEnum):
    """What a company asks for: that something be put right, or not to be named."""

    CORRECTION = "correction"
    UNNAMED = "unnamed"


class WishState(StrEnum):
    """Whether a company's wish is answered."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


def may_average(levels: int) -> bool:
    """Tell whether a mean of so many levels keeps each judge's own unknown, also to the other judges.

    Of two, each could work out the other's from their own.
    """
    return levels >= FEWEST_TO_AVERAGE
