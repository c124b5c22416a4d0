"""A world whose truth is known: how often the ranks that a result gives as possible hold the true one."""

import os
from random import Random

import pytest

from app.judging.computing.drawing import rank_intervals
from app.judging.results import compute
from tests.judging.test_results import STORY, snapshot

WORLDS = 60 if os.environ.get("FULL") else 12


def make_world(seed, *, entries, judges, each, severity):
    """Draw how good entries are and how severe judges, and let each judge mark what they see of it."""
    chance = Random(seed)
    quality = {f"e{number:03}": chance.gauss(3.2, 0.7) for number in range(entries)}
    taken = [chance.gauss(0, severity) for _ in range(judges)]
    cards = []
    for entry, good in quality.items():
        for judge in chance.sample(range(judges), each):
            seen = good - taken[judge] + chance.gauss(0, 0.45)
            levels = [min(5, max(1, round(seen + chance.gauss(0, 0.5)))) for _ in STORY]
            cards.append((judge + 1, entry, levels))
    return quality, cards


def count_covered(official, design):
    held = asked = 0
    for seed in range(WORLDS):
        quality, cards = make_world(seed, **design)
        rows = compute(snapshot(cards, tuple(quality), official))["results"]["entries"]
        for row in rows:
            rank = 1 + sum(good > quality[row["entry"]] for good in quality.values())
            held += row["interval"]["low"] <= rank <= row["interval"]["high"]
            asked += 1
    return held / asked


@pytest.mark.parametrize("official", ["raw", "adjusted"])
@pytest.mark.parametrize(
    "design",
    [
        {"entries": 40, "judges": 8, "each": 3, "severity": 0.5},
        {"entries": 12, "judges": 4, "each": 4, "severity": 0.5},
    ],
    ids=["three judges an entry", "everybody scores everything"],
)
def test_nine_of_ten_rank_intervals_hold_the_true_rank(official, design):
    assert 0.85 <= count_covered(official, design) <= 0.97


def test_equal_figures_take_all_their_ranks():
    assert rank_intervals([[70.0, 70.0, 50.0]] * 200) == [(1, 2), (1, 2), (3, 3)]


def test_the_rarest_twentieth_of_draws_at_either_end_is_left_out():
    draws = [[70.0, 60.0]] * 190 + [[60.0, 70.0]] * 10

    assert rank_intervals(draws) == [(1, 1), (2, 2)]
    assert rank_intervals([*draws[:189], *draws[190:], draws[-1]]) == [(1, 2), (1, 2)]
