import math
from collections import Counter

import choix
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.judging.pairwise import bradley_terry
from tests.judging.published import BASEBALL, TEAMS


def test_the_logits_are_those_published_of_the_american_league():
    strengths = bradley_terry(BASEBALL)

    beside_baltimore = [round(strengths[team] - strengths["Baltimore"], 2) for team in TEAMS]
    assert beside_baltimore == [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0.0]
    assert list(strengths) == list(TEAMS)


def test_choix_finds_the_same():
    places = {team: place for place, team in enumerate(TEAMS)}
    votes = [(places[winner], places[loser]) for winner, loser in Counter(BASEBALL).elements()]

    theirs = choix.ilsr_pairwise(len(TEAMS), votes)

    ours = bradley_terry(BASEBALL)
    assert [ours[team] for team in TEAMS] == pytest.approx(list(theirs - theirs.mean()), abs=1e-6)


def test_two_alone_differ_by_the_logarithm_of_their_wins():
    strengths = bradley_terry({("a", "b"): 3, ("b", "a"): 1})

    assert strengths["a"] - strengths["b"] == pytest.approx(math.log(3))


def test_votes_can_be_listed_and_a_tied_vote_counts_half_for_each():
    listed = bradley_terry([("a", "b"), ("b", "a"), ("a", "b"), ("b", "c"), ("c", "a")])
    counted = bradley_terry({("a", "b"): 2, ("b", "a"): 1, ("b", "c"): 1, ("c", "a"): 1})

    assert listed == counted
    assert bradley_terry({("a", "b"): 0.5, ("b", "a"): 0.5}) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("wins", "unbeaten"),
    [
        ([("a", "b")], "a"),
        ([("a", "b"), ("b", "a"), ("c", "a")], "c"),
        ([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c")], "a, b"),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], "a, b"),
    ],
    ids=["one vote", "above all", "two above one", "two that never met two"],
)
def test_who_never_lost_to_the_others_has_no_finite_strength(wins, unbeaten):
    with pytest.raises(ValueError, match=f"^{unbeaten} never lost to the others"):
        bradley_terry(wins)


def test_a_prior_gives_everyone_a_strength():
    strengths = bradley_terry([("a", "b"), ("a", "b"), ("a", "c"), ("b", "c")], prior=0.5)

    assert list(strengths) == ["a", "b", "c"]
    assert math.fsum(strengths.values()) == pytest.approx(0, abs=1e-9)
    assert bradley_terry([("a", "b")], prior=0.5)["a"] == pytest.approx(math.log(3) / 2)


def test_without_votes_there_is_nobody():
    assert bradley_terry([]) == {}


@pytest.mark.parametrize(
    ("wins", "prior"),
    [([("a", "a")], 0), ({("a", "b"): -1}, 0), ({("a", "b"): math.inf}, 0), ([("a", "b")], -1)],
    ids=["against itself", "less than none", "without end", "a prior below zero"],
)
def test_votes_that_make_no_sense_are_refused(wins, prior):
    with pytest.raises(ValueError):
        bradley_terry(wins, prior)


VOTES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda vote: vote[0] != vote[1]), max_size=12
)


@given(VOTES, st.data())
@settings(max_examples=50, deadline=None)
def test_the_order_of_votes_never_matters_and_a_vote_taken_back_leaves_nothing(votes, drawn):
    shuffled = drawn.draw(st.permutations(votes))

    assert bradley_terry(votes, 0.5) == bradley_terry(shuffled, 0.5)
    assert bradley_terry([*votes, ("a", "b")][:-1], 0.5) == bradley_terry(votes, 0.5)


@given(VOTES.filter(bool))
@settings(max_examples=50, deadline=None)
def test_whoever_wins_a_vote_more_never_falls(votes):
    winner, _ = votes[0]

    before, after = bradley_terry(votes, 0.5), bradley_terry([*votes, votes[0]], 0.5)

    assert after[winner] >= before[winner] - 1e-9
