"""How far a judge is from what was agreed, in levels and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MOST_EXAMPLES = 5
TENTH = Decimal("0.1")


class Demand(StrEnum):
    """Whether judges are asked to calibrate before they begin."""

    OFF = "off"
    OFFERED = "offered"
    REQUIRED = "required"


@dataclass(frozen=True)
class Distance:
    """One criterion of one example: the judge's level, the agreed one, and why; none: cannot tell."""

    title: str
    own: int | None
    agreed: int | None
    why: str

    @property
    def levels(self) -> int | None:
        """Return by how many levels the judge is above the agreed one; none where one of the two cannot be told."""
        return None if self.own is None or self.agreed is None else self.own - self.agreed

    @property
    def steps(self) -> list[tuple[int, bool, bool]]:
        """Return the five steps of a small picture: where each stands, and whether it is the judge's or the agreed."""
        return [(20 * level - 10, level == self.own, level == self.agreed) for level in range(1, 6)]

    @property
    def in_words(self) -> str:
        """Say the distance."""
        if self.levels is None:
            return _tell_untold(self.own, self.agreed)
        if self.levels == 0:
            return "The same level"
        count = abs(self.levels)
        return f"{count} level{'s' if count > 1 else ''} {'kinder' if self.levels > 0 else 'stricter'}"


def _tell_untold(own: int | None, agreed: int | None) -> str:
    if own is None and agreed is None:
        return "Neither of you could tell"
    return "You could not tell, the agreed mark could" if own is None else "You gave a level where nothing can be told"


@dataclass(frozen=True)
class Lean:
    """The mean distance on one criterion over all examples, to a tenth of a level; none without a distance."""

    title: str
    mean: Decimal | None

    @property
    def in_words(self) -> str:
        """Say the direction and how far."""
        if self.mean is None:
            return f"There is nothing to compare on {self.title}."
        if self.mean == 0:
            return f"You are in line with what was agreed on {self.title}."
        levels = "1 level" if abs(self.mean) == 1 else f"{abs(self.mean).normalize():f} levels"
        return f"You are {levels} {'kinder' if self.mean > 0 else 'stricter'} on {self.title}."

    @property
    def figure(self) -> str:
        """Write the mean with its sign."""
        if not self.mean:
            return "–" if self.mean is None else "0"
        return f"{self.mean:+}".replace("-", "−")

    @property
    def place(self) -> Decimal:
        """Return where the mean stands on a picture from 0 (four levels stricter) to 200 (four levels kinder)."""
        return 100 + 24 * (self.mean or Decimal(0))


def mean_of(distances: Iterable[Distance]) -> Decimal | None:
    """Average the distances in levels, to a tenth."""
    levels = [distance.levels for distance in distances if distance.levels is not None]
    if not levels:
        return None
    mean = (Decimal(sum(levels)) / len(levels)).quantize(TENTH, rounding=ROUND_HALF_UP)
    return mean or Decimal(0)


def list_leans(tried: Iterable[Mapping[str, Distance]]) -> list[Lean]:
    """Average every criterion over the examples that were tried, in the order they come."""
    by_code: dict[str, list[Distance]] = {}
    for distances in tried:
        for code, distance in distances.items():
            by_code.setdefault(code, []).append(distance)
    return [Lean(distances[-1].title, mean_of(distances)) for distances in by_code.values()]
