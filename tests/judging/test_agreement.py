from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.judging.agreement import krippendorff_alpha
from tests.judging.published import FOUR_OBSERVERS, THREE_CODERS

METRICS = ["nominal", "ordinal", "interval", "ratio"]


@pytest.mark.parametrize(
    ("ratings", "metric", "published"),
    [
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (FOUR_OBSERVERS, "ratio", 0.797),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
    ],
)
def test_alpha_is_the_published_one(ratings, metric, published):
    assert round(krippendorff_alpha(ratings, metric), 3) == published


@pytest.mark.parametrize("metric", METRICS)
def test_full_agreement_is_one(metric):
    assert krippendorff_alpha([[1, 2, 3, None], [1, 2, 3, 5]], metric) == 1


def test_a_unit_with_one_value_says_nothing():
    with_lone_values = [[*row, 5 if number == 0 else None] for number, row in enumerate(FOUR_OBSERVERS)]

    assert krippendorff_alpha(with_lone_values, "interval") == krippendorff_alpha(FOUR_OBSERVERS, "interval")


@pytest.mark.parametrize(
    "ratings",
    [[], [[]], [[1, 2, 3]], [[1, None], [None, 2]], [[3, 3], [3, 3]], [[0, 0], [0, 0]]],
    ids=["nobody", "no unit", "one judge", "no unit twice", "all the same", "all zero"],
)
@pytest.mark.parametrize("metric", METRICS)
def test_alpha_is_undefined_where_nothing_could_disagree(ratings, metric):
    assert krippendorff_alpha(ratings, metric) is None


def test_names_can_be_compared_but_not_measured():
    words = [["red", "blue", "blue"], ["red", "blue", "red"]]

    assert krippendorff_alpha(words, "nominal") == pytest.approx(1 - (2 / 6) / (18 / 30))
    with pytest.raises(ValueError, match="'red' is not a number"):
        krippendorff_alpha(words, "interval")


@pytest.mark.parametrize("ratings", [[[1, float("nan")], [1, 2]], [[1, 2], [float("inf"), 2]]])
def test_what_is_no_finite_number_is_refused(ratings):
    with pytest.raises(ValueError, match="is not a number"):
        krippendorff_alpha(ratings, "interval")


def test_an_unknown_metric_is_refused_by_name():
    with pytest.raises(ValueError, match="cosine is no metric: use nominal, ordinal, interval, ratio"):
        krippendorff_alpha([[1], [1]], "cosine")


def test_rows_of_different_length_are_refused():
    with pytest.raises(ValueError):
        krippendorff_alpha([[1, 2], [1]], "nominal")


RATINGS = st.integers(1, 6).flatmap(
    lambda units: st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=units, max_size=units), min_size=1, max_size=5
    )
)


@given(RATINGS, st.sampled_from(METRICS), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_the_order_of_judges_and_units_never_matters(ratings, metric, seed):
    chance = Random(seed)
    places = list(range(len(ratings[0])))
    chance.shuffle(places)
    moved = [[row[place] for place in places] for row in ratings]
    chance.shuffle(moved)

    alpha = krippendorff_alpha(ratings, metric)

    assert krippendorff_alpha(moved, metric) == (alpha if alpha is None else pytest.approx(alpha, abs=1e-12))
    assert alpha is None or alpha <= 1


@given(RATINGS)
@settings(max_examples=50, deadline=None)
def test_only_differences_count_on_the_interval_metric(ratings):
    moved = [[None if value is None else 25.0 * value - 25 for value in row] for row in ratings]
    alpha = krippendorff_alpha(ratings, "interval")

    assert krippendorff_alpha(moved, "interval") == (alpha if alpha is None else pytest.approx(alpha, abs=1e-9))
