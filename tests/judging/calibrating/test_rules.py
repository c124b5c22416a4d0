"""The distance in levels and in words."""

from decimal import Decimal

import pytest

from app.judging.calibrating.rules import Distance, Lean, list_leans
from app.judging.calibrating.writing import read_examples
from app.judging.rules import Profile
from app.judging.yardstick import read_rubric


@pytest.mark.parametrize(
    ("own", "agreed", "words"),
    [
        (3, 3, "The same level"),
        (4, 3, "1 level kinder"),
        (1, 5, "4 levels stricter"),
        (None, 4, "You could not tell, the agreed mark could"),
        (2, None, "You gave a level where nothing can be told"),
        (None, None, "Neither of you could tell"),
    ],
)
def test_a_distance_is_said_in_words(own, agreed, words):
    assert Distance("Real resolution", own, agreed, "").in_words == words


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        ("-0.7", "You are 0.7 levels stricter on Real resolution."),
        ("1.0", "You are 1 level kinder on Real resolution."),
        ("0", "You are in line with what was agreed on Real resolution."),
        (None, "There is nothing to compare on Real resolution."),
    ],
)
def test_the_mean_says_direction_and_how_far(mean, words):
    assert Lean("Real resolution", Decimal(mean) if mean else None).in_words == words


def test_the_mean_runs_over_all_examples_and_leaves_out_what_nobody_can_tell():
    tried = [
        {"b1": Distance("Real resolution", own, agreed, ""), "b2": Distance("Prompt", None, agreed, "")}
        for own, agreed in [(3, 4), (2, 3), (1, 1)]
    ]

    leans = list_leans(tried)

    assert [(lean.title, lean.mean) for lean in leans] == [("Real resolution", Decimal("-0.7")), ("Prompt", None)]
    assert [lean.figure for lean in leans] == ["−0.7", "–"]


def test_ready_made_examples_have_a_reason_on_every_criterion_and_spread_over_the_levels():
    codes = {criterion.code for criterion in read_rubric(Profile.STORY).criteria}
    marks = [mark for example in read_examples() for mark in example["marks"].values()]

    assert all(example["marks"].keys() == codes for example in read_examples())
    assert {mark["level"] for mark in marks} == {1, 2, 3, 4, 5}
    assert all(len(mark["why"]) > 40 for mark in marks)
