"""What was published recomputes to the same bytes, and one judge's severity adjusts away."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import ROOT
from app.judging.results import canonical, compute
from app.judging.verifying import find_differences
from tests.judging.test_honest_results import FEW, results_of, world
from tests.judging.test_rank_intervals import make_world
from tests.judging.test_results import snapshot

LEVELS = st.tuples(*[st.integers(1, 4)] * 5)
CARDS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from("abcdef"), LEVELS), unique_by=lambda card: card[:2], max_size=24
)


@given(CARDS, st.sampled_from(["raw", "adjusted"]), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_published_result_recomputes_to_the_same_bytes_whatever_the_order(cards, official, chance):
    shuffled = list(cards)
    chance.shuffle(shuffled)
    raw = canonical(compute(snapshot(cards, tuple("abcdef"), official)))

    assert find_differences(raw) == []
    assert canonical(compute(snapshot(shuffled, tuple("fedcba"), official))) == raw


@given(st.integers(0, 10_000), st.integers(1, 4))
@settings(max_examples=12, deadline=None, derandomize=True)
def test_a_level_more_from_one_judge_changes_nothing_adjusted(seed, judge):
    quality, cards = make_world(seed, **FEW)
    low = [(number, entry, [min(4, level) for level in levels]) for number, entry, levels in cards]
    raised = [(number, entry, [level + (number == judge) for level in levels]) for number, entry, levels in low]

    before, after = (results_of(snapshot(each, tuple(quality), "adjusted")) for each in (low, raised))

    assert told_by_adjusted(before) == pytest.approx(told_by_adjusted(after), abs=2e-4)
    assert before["sensitivity"]["leave_one_judge_out"] == after["sensitivity"]["leave_one_judge_out"]


def told_by_adjusted(found):
    """List what is adjusted: each entry's rank, its interval, its error and its distance from the best."""
    assert found["official"] == "adjusted"
    best = Decimal(found["entries"][0]["adjusted"])
    told = [float(Decimal(found["adjustment"]["residual_sd"]))]
    for row in sorted(found["entries"], key=lambda row: row["entry"]):
        told += [row["rank"], row["interval"]["low"], row["interval"]["high"]]
        told += [float(row["standard_error"]), float(best - Decimal(row["adjusted"]))]
    return told


def test_another_python_and_another_hash_seed_give_the_same_bytes():
    given = world(entries=20)
    program = (
        "import json, sys; from app.judging.results import canonical, compute; "
        "sys.stdout.buffer.write(canonical(compute(json.load(sys.stdin))))"
    )

    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            input=canonical(given),
            capture_output=True,
            check=True,
        )
        assert done.stdout == canonical(compute(given))
