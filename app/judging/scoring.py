"""From levels to points: 0 to 100, by weights, without a zero for what could not be told."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from math import fsum

PLACES = Decimal("0.0001")


def score(weights: Mapping[str, int], levels: Mapping[str, int | None]) -> float:
    """Score one scorecard: 100 × sum of weight × (level − 1) / 4, over the weights that were answered.

    Sums run in the order of `weights`. A scorecard without any level has no score and is refused.
    """
    answered = [(weight, level) for code, weight in weights.items() if (level := levels.get(code)) is not None]
    if not answered:
        raise ValueError("a scorecard needs at least one level to have a score")
    points = fsum(weight * (level - 1) / 4 for weight, level in answered)
    return 100 * points / fsum(weight for weight, _ in answered)


def mean(values: Sequence[float]) -> float:
    """Average in the order given."""
    return fsum(values) / len(values)


def four_places(value: float) -> str:
    """Write a figure as a decimal string with four places."""
    return str(Decimal(repr(value)).quantize(PLACES, rounding=ROUND_HALF_EVEN))


def rank(scores: Mapping[str, str]) -> dict[str, int]:
    """Rank by the figures as printed, best first; equal figures share a rank and the next one is left out."""
    figures = {entry: Decimal(figure) for entry, figure in scores.items()}
    return {entry: 1 + sum(other > figure for other in figures.values()) for entry, figure in figures.items()}
