"""From levels to points: 0 to 100, by weights, without a zero for what could not be told."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from math import fsum

PLACES = Decimal("0.0001")
MOST_PLACES = 2


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


def steady_places(value: float) -> str:
    """Write a figure that arithmetic left a trace in: the trace is rounded away first, so that it tips no tie."""
    written = f"{round(value, 9):.4f}"
    return "0.0000" if written == "-0.0000" else written


def rank(scores: Mapping[str, str]) -> dict[str, int]:
    """Rank by the figures as printed, best first; equal figures share a rank and the next one is left out."""
    figures = {entry: float(figure) for entry, figure in scores.items()}
    places: dict[float, int] = {}
    for place, figure in enumerate(sorted(figures.values(), reverse=True), 1):
        places.setdefault(figure, place)
    return {entry: places[figure] for entry, figure in figures.items()}


def shown(figure: str | None, standard_error: str | None) -> str:
    """Write a figure with no more places than its error supports, at most two; a dash when there is none.

    The last place shown is that of the error's first digit: 71.2345 ± 0.3 is 71.2, ± 3 it is 71. Without an error
    whole points are all that is shown.
    """
    if figure is None:
        return "–"
    place = Decimal(1).scaleb(-_places_of(standard_error))
    written = Decimal(figure).quantize(place, rounding=ROUND_HALF_EVEN)
    return str(written if written else abs(written))


def _places_of(standard_error: str | None) -> int:
    if standard_error is None:
        return 0
    error = Decimal(standard_error)
    if not error:
        return MOST_PLACES
    first_digit = Decimal(f"{error:.0e}").adjusted()
    return min(MOST_PLACES, max(0, -first_digit))
