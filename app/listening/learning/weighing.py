"""Weigh what posts hold: weights from verdicts, and a post's log-odds under them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log2

from app.listening.learning.features import BLOCK, Features
from app.listening.learning.fitting import Sample, Sized, fit

# How freely weights of signs, meanings, words, pairs and shapes may leave zero; the pull to the rule is its inverse.
SIZES = (0.5, 0.5, 0.5, 0.35, 0.5)
# Two weights of the whole: how far the rule is believed at all, and how much praise there is.
BELIEF, LEVEL = -1, -2
BELIEF_SIZE, LEVEL_SIZE = 0.1, 0.5

Judged = tuple[Features, bool]
Weights = Mapping[int, float]


def weigh(judged: Iterable[Judged]) -> dict[int, float]:
    """Learn weights from posts that were judged, the same whatever their order; repeats count for less and less."""
    counted = sorted(Counter(judged).items())
    samples = [
        Sample(features.prior, sized(features), is_praise, log2(1 + times)) for (features, is_praise), times in counted
    ]
    return fit(samples)


def sized(features: Features) -> Sized:
    """Give each feature of a post its size."""
    return [
        (BELIEF, BELIEF_SIZE * features.prior),
        (LEVEL, LEVEL_SIZE),
        *[(number, SIZES[number & BLOCK]) for number in features.numbers],
    ]


def learnt_odds(features: Features, weights: Weights) -> float:
    """Return what the weights add to the rule's log-odds; nothing where nothing was learnt."""
    if not weights:
        return 0.0
    known = weights.get
    odds = known(BELIEF, 0.0) * BELIEF_SIZE * features.prior + known(LEVEL, 0.0) * LEVEL_SIZE
    for number in features.numbers:
        weight = known(number)
        if weight:
            odds += weight * SIZES[number & BLOCK]
    return odds
