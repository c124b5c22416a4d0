"""A world whose truth is known: how often the ranks that a result gives as possible hold the true one."""

import os
from random import Random

import pytest

from app.judging.computing.drawing import draw_adjusted, draw_raw, intervals, rank_intervals
from app.judging.computing.table import table_of
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


def test_an_interval_of_figures_leaves_out_a_twentieth_at_either_end():
    assert intervals([float(number), 3.0] for number in range(200)) == [(10.0, 189.0), (3.0, 3.0)]


def table(cards):
    return table_of(snapshot(cards, tuple(sorted({entry for _, entry, _ in cards}))))


LINKED = table(make_world(3, entries=16, judges=4, each=3, severity=0.6)[1])
APART = table(
    [(judge, entry, (3, 4, 3, 2, judge)) for judge in (1, 4) for entry in "abcde"]
    + [(judge, entry, (4, 4, 3, 2, judge)) for judge in (2, 3) for entry in "vwxyz"]
)


@pytest.mark.parametrize(
    ("draw", "drawn"),
    [(draw_adjusted, LINKED), (draw_raw, LINKED), (draw_raw, APART)],
    ids=["adjusted", "raw", "apart"],
)
def test_what_is_drawn_hangs_on_the_stored_seed_alone(draw, drawn):
    first, again, other = (list(draw(drawn, seed)) for seed in (1, 1, 2))

    assert first == again
    assert first != other
