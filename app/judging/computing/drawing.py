"""How far ranks and severities could have come out otherwise: a residual bootstrap with a stored seed.

Each draw gives every scorecard the deviation of another one, chosen by chance, centred and widened for what fitting
took out of it (√(scores / spare scores)). Draws run scorecard by scorecard, then judge by judge, from one
`random.Random(seed).random()`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import fsum, sqrt
from operator import add, sub
from random import Random

from app.judging.computing.solving import solve
from app.judging.computing.table import Table

DRAWS = 200
CUT = DRAWS // 20
FINENESS = 1e6

Figures = list[float]
Chance = Callable[[], float]
Interval = tuple[float, float]


def draw_adjusted(table: Table, seed: int) -> Iterator[tuple[Figures, Figures]]:
    """Draw adjusted figures and severities as they could have come out; the model must not be refused."""
    chance, inverse = Random(seed).random, table.model.inverse
    pool = _pool(table.model.residuals, table.design.spare, table.rounding)
    entries, judges = list(table.model.entries.values()), list(table.model.judges.values())
    for _ in range(DRAWS):
        moved, shifted = solve(table.design, _draw(pool, len(table.values), chance), inverse)
        yield list(map(add, entries, moved)), list(map(add, judges, shifted))


def draw_raw(table: Table, seed: int) -> Iterator[Figures]:
    """Draw means as they could have come out with other judges of the same kind; none where nobody overlaps.

    In a connected design severities and residuals are drawn apart, so what all entries of a judge share cancels out.
    """
    if not (table.design.is_connected and table.design.spare):
        return _draw_alone(table, seed)
    return _draw_with_judges(table, seed)


def _draw_alone(table: Table, seed: int) -> Iterator[Figures]:
    if table.spare < 1:
        return
    chance, means = Random(seed).random, list(table.means.values())
    pool = _pool(table.apart, table.spare, table.rounding)
    for _ in range(DRAWS):
        moved = table.design.entries.means(_draw(pool, len(table.values), chance))
        yield list(map(add, means, moved))


def _draw_with_judges(table: Table, seed: int) -> Iterator[Figures]:
    chance, entries = Random(seed).random, list(table.model.entries.values())
    pool = _pool(table.model.residuals, table.design.spare, table.rounding)
    severities = list(table.model.judges.values())
    for _ in range(DRAWS):
        luck = _draw(pool, len(table.values), chance)
        judges = table.design.judges.spread(_draw(severities, len(severities), chance))
        yield list(map(add, entries, table.design.entries.means(list(map(sub, luck, judges)))))


def _pool(residuals: Sequence[float], spare: int, least: float) -> Figures:
    """Centre and widen residuals; where they are less than the rounding of levels, that is drawn instead."""
    if sqrt(fsum(residual * residual for residual in residuals) / spare) < least:
        return [-least, least]
    middle, scale = fsum(residuals) / len(residuals), sqrt(len(residuals) / spare)
    return [(residual - middle) * scale for residual in residuals]


def _draw(pool: Figures, times: int, chance: Chance) -> Figures:
    size = len(pool)
    return [pool[int(chance() * size)] for _ in range(times)]


def rank_intervals(draws: Iterable[Figures]) -> list[tuple[int, int]]:
    """Return the ranks between which nine draws of ten lie, for each figure; equal figures take all their ranks."""
    best_and_worst = [_ranks(figures) for figures in draws]
    lows, highs = zip(*best_and_worst, strict=True) if best_and_worst else ((), ())
    return [
        (sorted(low)[CUT], sorted(high)[-1 - CUT])
        for low, high in zip(zip(*lows, strict=True), zip(*highs, strict=True), strict=True)
    ]


def _ranks(figures: Figures) -> tuple[list[int], list[int]]:
    """Rank figures, best first: the best and the worst place that each could take among its equals."""
    marks = [round(figure * FINENESS) for figure in figures]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, mark in enumerate(sorted(marks, reverse=True), 1):
        first.setdefault(mark, place)
        last[mark] = place
    return [first[mark] for mark in marks], [last[mark] for mark in marks]


def intervals(draws: Iterable[Figures]) -> list[Interval]:
    """Return between which values nine draws of ten lie, for each figure."""
    return [(ordered[CUT], ordered[-1 - CUT]) for ordered in map(sorted, zip(*draws, strict=True))]
