from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.judging.scoring import four_places, rank, score, shown, steady_places

STORY = {"a1": 25, "a2": 15, "b1": 30, "b2": 15, "b3": 15}


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        ((1, 1, 1, 1, 1), "0.0000"),
        ((5, 5, 5, 5, 5), "100.0000"),
        ((3, 3, 3, 3, 3), "50.0000"),
        ((4, 3, 5, 2, 4), "71.2500"),
        ((4, None, 5, None, 4), "85.7143"),
        ((1, None, None, None, None), "0.0000"),
    ],
    ids=["all failing", "all exemplary", "all sound", "mixed", "two cannot tell", "one answer"],
)
def test_a_score_is_the_weighted_share_of_what_was_answered(levels, points):
    assert four_places(score(STORY, dict(zip(STORY, levels, strict=True)))) == points


def test_cannot_tell_is_not_a_zero():
    told = score(STORY, {"a1": 4, "a2": 4, "b1": 4, "b2": 4, "b3": 4})

    assert score(STORY, {"a1": 4, "a2": 4, "b1": 4, "b2": None, "b3": None}) == told


def test_a_card_without_any_level_has_no_score():
    with pytest.raises(ValueError, match="at least one level"):
        score(STORY, dict.fromkeys(STORY))


@given(st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 5).filter(any))
def test_a_score_equals_exact_arithmetic_to_four_places(given_levels):
    levels = dict(zip(STORY, given_levels, strict=True))
    answered = {code: level for code, level in levels.items() if level}
    exact = Fraction(100 * sum(STORY[c] * (v - 1) for c, v in answered.items()), 4 * sum(STORY[c] for c in answered))

    assert abs(Fraction(Decimal(four_places(score(STORY, levels)))) - exact) <= Fraction(1, 20000)


def test_equal_figures_share_a_rank_and_the_next_is_left_out():
    assert rank({"a": "70.0000", "b": "80.0000", "c": "80.0000", "d": "9.0000"}) == {"a": 3, "b": 1, "c": 1, "d": 4}


@pytest.mark.parametrize(
    ("figure", "error", "words"),
    [
        ("71.2345", "12.0000", "71"),
        ("71.2345", "3.1000", "71"),
        ("71.2345", "0.9600", "71"),
        ("71.2345", "0.9400", "71.2"),
        ("71.2345", "0.3000", "71.2"),
        ("71.2345", "0.0400", "71.23"),
        ("71.2345", "0.0001", "71.23"),
        ("71.2345", "0.0000", "71.23"),
        ("71.2345", None, "71"),
        ("-4.5000", "2.0000", "-4"),
        ("-0.3000", "2.0000", "0"),
        (None, "2.0000", "–"),
    ],
)
def test_no_more_places_are_shown_than_the_error_supports(figure, error, words):
    assert shown(figure, error) == words


def test_what_arithmetic_left_behind_tips_no_tie_and_gives_zero_no_sign():
    assert steady_places(0.15625 + 1e-13) == steady_places(0.15625 - 1e-13) == "0.1562"
    assert steady_places(-1e-13) == "0.0000"
