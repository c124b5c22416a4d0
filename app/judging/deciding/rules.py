"""What a category's result goes by unless its organisers say otherwise before judging opens."""

from dataclasses import dataclass
from enum import StrEnum

HIGHEST = 100


class Figure(StrEnum):
    """Which figure of an entry is official."""

    RAW = "raw"
    ADJUSTED = "adjusted"


@dataclass(frozen=True)
class Ruling:
    """The rule of one category: the official figure, and the points from which an entry is shortlisted or may win."""

    official: Figure
    shortlist_line: int
    award_line: int

    @property
    def lines(self) -> dict[str, str]:
        """Return the lines as a snapshot holds them."""
        return {"shortlist": f"{self.shortlist_line}.0000", "award": f"{self.award_line}.0000"}


USUAL = Ruling(Figure.RAW, shortlist_line=55, award_line=70)
