import math
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr

from app.judging.severity import fit
from tests.judging.published import PENICILLIN


def by_plate_and_sample():
    """Return the penicillin data as scores: plates as entries, samples as judges."""
    return [(plate, sample, value) for plate, row in enumerate(PENICILLIN) for sample, value in enumerate(row)]


def mean_square(values):
    middle = math.fsum(values) / len(values)
    return math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def drawn_scores(entries, judges, each, *, seed=1, severity=10, noise=8):
    chance = Random(seed)
    quality = [chance.gauss(60, 15) for _ in range(entries)]
    taken = [chance.gauss(0, severity) for _ in range(judges)]
    return [
        (f"e{entry}", judge, quality[entry] - taken[judge] + chance.gauss(0, noise))
        for entry in range(entries)
        for judge in chance.sample(range(judges), each)
    ]


def matrix_of(scores, found):
    """Write out the model: a column for each entry, and one with a minus for each judge."""
    entries, judges = list(found.entries), list(found.judges)
    rows = np.zeros((len(scores), len(entries) + len(judges)))
    for place, (entry, judge, _) in enumerate(scores):
        rows[place, entries.index(entry)] = 1
        rows[place, len(entries) + judges.index(judge)] = -1
    return rows


def test_the_variances_of_the_penicillin_data_are_those_published():
    found = fit(by_plate_and_sample())

    plate = math.sqrt(mean_square(found.entries.values()) - found.residual_sd**2 / 6)
    sample = math.sqrt(mean_square(found.judges.values()) - found.residual_sd**2 / 24)
    middle = math.fsum(found.entries.values()) / 24
    error = math.sqrt(plate**2 / 24 + sample**2 / 6 + found.residual_sd**2 / 144)
    assert [round(value, 4) for value in (plate, sample, found.residual_sd)] == [0.8467, 1.9316, 0.5499]
    assert [round(middle, 4), round(error, 4)] == [22.9722, 0.8086]


def test_without_chance_the_truth_comes_back():
    quality, severity = {"a": 50.0, "b": 70.0, "c": 61.5}, {1: 6.0, 2: -2.0, 3: -4.0}
    seen = [("a", 1), ("a", 2), ("b", 2), ("b", 3), ("c", 1), ("c", 3)]

    found = fit([(entry, judge, quality[entry] - severity[judge]) for entry, judge in seen])

    assert found.connected
    assert found.entries == pytest.approx(quality)
    assert found.judges == pytest.approx(severity)
    assert found.residual_sd == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("entries", "judges", "each"), [(500, 40, 3), (60, 9, 4), (30, 70, 12)], ids=["a season", "few", "more judges"]
)
def test_scipy_finds_the_same(entries, judges, each):
    scores = drawn_scores(entries, judges, each)
    found = fit(scores)

    theirs = lsqr(csr_matrix(matrix_of(scores, found)), [value for _, _, value in scores], atol=1e-14, btol=1e-14)[0]

    severities = theirs[len(found.entries) :]
    entries_as_usual = theirs[: len(found.entries)] - severities.mean()
    assert list(found.judges.values()) == pytest.approx(list(severities - severities.mean()), abs=1e-6)
    assert list(found.entries.values()) == pytest.approx(list(entries_as_usual), abs=1e-6)


def test_a_long_chain_of_judges_is_solved_too():
    scores = [
        (link, judge, 60 + link % 7 - judge % 5 + 3 * ((link * judge) % 3))
        for link in range(150)
        for judge in (link, link + 1)
    ]
    found = fit([*scores, (0, 150, 55)])

    theirs = np.linalg.lstsq(
        matrix_of([*scores, (0, 150, 55)], found), [value for _, _, value in scores] + [55], rcond=None
    )[0]
    severities = theirs[len(found.entries) :]
    assert list(found.judges.values()) == pytest.approx(list(severities - severities.mean()), abs=1e-6)


def test_standard_errors_are_those_of_the_normal_equations():
    scores = drawn_scores(30, 6, 3)
    found = fit(scores)

    model = matrix_of(scores, found)
    centred = np.array([0] * len(found.entries) + [1] * len(found.judges))
    inverse = np.linalg.inv(model.T @ model + np.outer(centred, centred))
    errors = found.residual_sd * np.sqrt(np.diag(inverse @ model.T @ model @ inverse))

    ours = [*found.standard_errors.values(), *found.judge_errors.values()]
    assert ours == pytest.approx(list(errors), rel=1e-6)


def test_a_design_in_two_parts_is_told_and_gets_no_numbers():
    found = fit([("a", 1, 50), ("a", 2, 60), ("b", 3, 70), ("c", 3, 40), ("c", 4, 50), ("d", 2, 30)])

    assert not found.connected
    assert (found.entries, found.judges, found.standard_errors, found.judge_errors) == ({}, {}, {}, {})
    assert found.residual_sd is None
    assert [(group.judges, group.entries) for group in found.groups] == [((1, 2), ("a", "d")), ((3, 4), ("b", "c"))]


def test_without_a_spare_score_there_is_no_error():
    found = fit([("a", 1, 50), ("a", 2, 60), ("b", 2, 70)])

    assert found.connected
    assert found.residual_sd is None
    assert found.standard_errors == {}


def test_no_scores_are_not_connected():
    assert not fit([]).connected
    assert fit([("a", 1, 50)]).entries == {"a": 50}


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_score_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="not a finite number"):
        fit([("a", 1, value)])


SCORES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 100)),
    unique_by=lambda score: score[:2],
    min_size=1,
).filter(lambda scores: fit(scores).connected)


@given(SCORES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_scores_changes_no_bit(scores, chance):
    shuffled = list(scores)
    chance.shuffle(shuffled)
    once, again = fit(scores), fit(shuffled)

    assert (once.entries, once.judges, once.standard_errors) == (again.entries, again.judges, again.standard_errors)


@given(SCORES, st.integers(0, 3), st.integers(-40, 40))
@settings(max_examples=60, deadline=None)
def test_a_constant_added_to_one_judge_changes_no_difference_and_no_error(scores, judge, constant):
    before = fit(scores)
    after = fit([(entry, each, value + constant * (each == judge)) for entry, each, value in scores])

    for one, other in product(before.entries, before.entries):
        change = after.entries[one] - after.entries[other]
        assert change == pytest.approx(before.entries[one] - before.entries[other], abs=1e-8)
    assert after.residuals == pytest.approx(before.residuals, abs=1e-8)
