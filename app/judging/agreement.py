"""Krippendorff's alpha: how far judges agree beyond chance, with missing marks and any number of judges.

alpha = 1 − observed / expected disagreement. Observed: squared differences between the values of one unit, each unit
counting by its values. Expected: the same between all values that have a partner in their unit.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate, combinations
from math import fsum, isfinite
from typing import Any

Values = Counter[Any]
Difference = Callable[[Any, Any], float]


def krippendorff_alpha(ratings: Sequence[Sequence[Any]], metric: str) -> float | None:
    """Return alpha of ratings whose rows are judges and whose columns are units; None stands for a missing value.

    `metric` is nominal (any values), ordinal, interval or ratio (numbers). Alpha is undefined, and None comes back,
    when no unit has two values, and when all values that can be paired are the same: then nothing could disagree.
    """
    if metric not in METRICS:
        raise ValueError(f"{metric} is no metric: use {', '.join(METRICS)}")
    units = [unit for unit in map(_present, zip(*ratings, strict=True)) if unit.total() > 1]
    if metric != "nominal":
        _require_numbers(units)
    together = sum(units, Values())
    measure = METRICS[metric](together)
    expected = measure(together) / max(1, together.total() - 1)
    if expected == 0:
        return None
    return 1 - fsum(measure(unit) / (unit.total() - 1) for unit in units) / expected


def _present(unit: Sequence[Any]) -> Values:
    return Counter(value for value in unit if value is not None)


def _require_numbers(units: Sequence[Values]) -> None:
    for unit in units:
        for value in unit:
            if isinstance(value, str) or not isfinite(value):
                raise ValueError(f"{value!r} is not a number")


Measure = Callable[[Values], float]


def _over_pairs(difference: Difference) -> Measure:
    """Measure the disagreement of counted values by a squared difference between two of them."""

    def measure(values: Values) -> float:
        return fsum(
            difference(one, other) * times * often for (one, times), (other, often) in combinations(values.items(), 2)
        )

    return measure


def _nominal(_: Values) -> Measure:
    return _over_pairs(lambda one, other: 1.0)


def _ordinal(together: Values) -> Measure:
    """Count the values that lie between two, and half of their own."""
    ordered = sorted(together)
    up_to = dict(zip(ordered, accumulate(together[value] for value in ordered), strict=True))
    places: Mapping[Hashable, float] = {value: up_to[value] - together[value] / 2 for value in ordered}
    return _over_pairs(lambda one, other: (places[one] - places[other]) ** 2)


def _interval(together: Values) -> Measure:
    """Measure by squared distances, which sums of squares give without looking at each pair."""
    middle = fsum(float(value) * times for value, times in together.items()) / max(1, together.total())

    def measure(values: Values) -> float:
        if len(values) < 2:
            return 0.0
        apart = [(float(value) - middle, times) for value, times in values.items()]
        squares = fsum(times * distance * distance for distance, times in apart)
        return max(0.0, values.total() * squares - fsum(times * distance for distance, times in apart) ** 2)

    return measure


def _ratio(_: Values) -> Measure:
    return _over_pairs(lambda one, other: ((one - other) / (one + other)) ** 2 if one + other else 0.0)


METRICS: dict[str, Callable[[Values], Measure]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
