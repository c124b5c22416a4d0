"""Measure how far rule and learner agree with verdicts they have not seen: pairs of praise and no praise in order."""

from collections.abc import Sequence
from typing import NamedTuple

from app.listening.learning.weighing import Judged, learnt_odds, weigh

FOLDS = 4
MOST_COMPARED = 800
LEAST_OF_A_KIND = 5


class Agreement(NamedTuple):
    """How many verdicts were compared, and the share of pairs each ordered as the curators would, 0 to 1."""

    compared: int
    rule: float
    learnt: float


def compare(judged: Sequence[Judged]) -> Agreement | None:
    """Learn from some verdicts and ask about the others, turn about; nothing where there are too few of a kind."""
    latest = judged[:MOST_COMPARED]
    praise = sum(is_praise for _, is_praise in latest)
    if min(praise, len(latest) - praise) < LEAST_OF_A_KIND:
        return None
    answers = [is_praise for _, is_praise in latest]
    ruled = [features.prior for features, _ in latest]
    learnt = [0.0] * len(latest)
    for fold in range(FOLDS):
        weights = weigh(each for place, each in enumerate(latest) if place % FOLDS != fold)
        for place in range(fold, len(latest), FOLDS):
            learnt[place] = ruled[place] + learnt_odds(latest[place][0], weights)
    return Agreement(len(latest), in_order(ruled, answers), in_order(learnt, answers))


def in_order(odds: Sequence[float], answers: Sequence[bool]) -> float:
    """Give the share of pairs of a praise and a no-praise of which the praise stands higher; ties are half in order."""
    praise = [odd for odd, is_praise in zip(odds, answers, strict=True) if is_praise]
    others = [odd for odd, is_praise in zip(odds, answers, strict=True) if not is_praise]
    points = sum((one > other) + 0.5 * (one == other) for one in praise for other in others)
    return points / (len(praise) * len(others))
