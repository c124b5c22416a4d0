"""Fit weights to verdicts: logistic regression beside a fixed prior, solved in its dual, the same every time."""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

MOST_ROUNDS = 60
MOST_STEPS = 20
CLOSE = 1e-4
CLOSEST = 1e-7
STEEPEST = 500.0

Sized = Sequence[tuple[int, float]]


class Sample(NamedTuple):
    """One kind of post that was judged: its prior, its features with their sizes, the verdict, how much it counts."""

    prior: float
    features: Sized
    is_wanted: bool
    counts: float


def fit(samples: Sequence[Sample]) -> dict[int, float]:
    """Return the weights that explain the samples best, pulled to zero by half the sum of their squares."""
    weights = {number: 0.0 for sample in samples for number, _ in sample.features}
    squares = [sum(size * size for _, size in sample.features) for sample in samples]
    pulls = [0.0] * len(samples)
    for _ in range(MOST_ROUNDS):
        is_moving = False
        for place, sample in enumerate(samples):
            pull = settle(sample, margin_in(sample, weights), squares[place], pulls[place])
            if abs(pull - pulls[place]) > CLOSE * sample.counts:
                move(weights, sample, pull - pulls[place])
                pulls[place], is_moving = pull, True
        if not is_moving:
            break
    return weights


def margin_in(sample: Sample, weights: dict[int, float]) -> float:
    """Return how surely the weights say of a sample what was said by the curator."""
    odds = sample.prior + sum([weights[number] * size for number, size in sample.features])
    return odds if sample.is_wanted else -odds


def move(weights: dict[int, float], sample: Sample, change: float) -> None:
    """Let a sample pull on its weights by so much more, or less."""
    step = change if sample.is_wanted else -change
    for number, size in sample.features:
        weights[number] += step * size


def settle(sample: Sample, margin: float, square: float, pull: float) -> float:
    """Find how strongly one sample pulls, the others unmoved: the one zero of a rising function, by Newton's steps."""
    most = square * sample.counts
    highest = square * pull - margin
    odds = min(max(0.0, highest - most), highest)
    for _ in range(MOST_STEPS):
        share = logistic(odds)
        off = odds - highest + most * share
        if abs(off) < CLOSEST:
            break
        odds = min(max(odds - off / (1 + most * share * (1 - share)), highest - most), highest)
    return sample.counts * logistic(odds)


def logistic(odds: float) -> float:
    """Bring log-odds between 0 and 1, however large they are."""
    return 1 / (1 + exp(min(max(-odds, -STEEPEST), STEEPEST)))
