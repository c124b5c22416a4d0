"""Comparing entries two at a time: which pairs there are, and what follows from the choices. Plain functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[int, int]


@dataclass(frozen=True)
class Choice:
    """Judge number `judge` put the entry `winner` before the entry `loser`, by their public ids."""

    judge: int
    winner: str
    loser: str


def pairs_of(entry_ids: Sequence[int]) -> list[Pair]:
    """List every pair of entries once, the smaller number first."""
    return list(combinations(sorted(entry_ids), 2))


def wins_of(choices: Sequence[Choice]) -> dict[tuple[str, str], int]:
    """Count how often one entry was put before another."""
    return dict(Counter((choice.winner, choice.loser) for choice in choices))


def order_for(pair: Pair, judge: int) -> Pair:
    """Say which entry of a pair a judge sees first; half of the judges see it the other way round."""
    return pair if (sum(pair) + judge) % 2 == 0 else (pair[1], pair[0])
