"""Say which posts are drawn from below the line, and where among the others they stand."""

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import nextafter

DRAW_FROM = 4
MOST_ABOVE = 2_000


def choose(keys: Mapping[int, str], number: int) -> list[int]:
    """Choose those with the smallest keys; the same posts give the same choice."""
    return nsmallest(number, keys, key=keys.__getitem__)


def places(above: Sequence[float], number: int) -> list[float]:
    """Give so many ranks, each just below every fourth of those above, highest first: one in five is a drawn one."""
    found: list[float] = []
    for drawn in range(1, number + 1):
        upper = above[DRAW_FROM * drawn - 1]
        lower = above[DRAW_FROM * drawn] if DRAW_FROM * drawn < len(above) else upper
        found.append((upper + lower) / 2 if lower < upper else nextafter(upper, 0.0))
    return found
