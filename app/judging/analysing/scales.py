"""Where figures stand in a picture: a line from one figure to another, drawn 200 wide."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

LEFT, RIGHT = 8.0, 192.0


@dataclass(frozen=True)
class Scale:
    """A line from `low` at the left to `high` at the right."""

    low: float
    high: float

    def place(self, figure: float | str) -> str:
        """Return how far from the left a figure stands, kept within the picture."""
        width = self.high - self.low
        share = (float(figure) - self.low) / width if width else 0.5
        return f"{LEFT + min(1.0, max(0.0, share)) * (RIGHT - LEFT):.1f}"

    @property
    def ends(self) -> tuple[str, str]:
        """Return the two figures at its ends, as they are written under it."""
        return f"{self.low:g}", f"{self.high:g}"


def scale_of_ranks(ranks: Iterable[int]) -> Scale:
    """Begin at the first rank and end at the last one there is."""
    return Scale(1, max(ranks, default=2))


def scale_around_zero(figures: Iterable[float], *, step: int = 5) -> Scale:
    """Keep zero in the middle and end at a whole number of steps that holds every figure."""
    furthest = max((abs(figure) for figure in figures), default=0.0)
    end = max(step, step * ceil(furthest / step))
    return Scale(-end, end)


POINTS = Scale(0, 100)
AGREEMENT = Scale(0, 1)
