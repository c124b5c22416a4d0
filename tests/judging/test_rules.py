import pytest

from app.judging.rules import MOVES, AssignmentState, AwardState, ScorecardState, find_gaps, may_move

CODES = {code: f"Criterion {code}" for code in ("a1", "a2", "b1", "b2", "b3")}


@pytest.mark.parametrize("states", [AssignmentState, ScorecardState, AwardState])
def test_every_state_has_its_row_of_moves(states):
    assert MOVES[states].keys() == set(states)


@pytest.mark.parametrize("last", [AssignmentState.RECUSED, ScorecardState.LOCKED, AwardState.REVOKED])
def test_an_end_has_no_way_out(last):
    assert not MOVES[type(last)][last]


def test_a_submitted_scorecard_can_be_taken_back_but_a_locked_one_cannot():
    assert may_move(ScorecardState.SUBMITTED, ScorecardState.DRAFT)
    assert not may_move(ScorecardState.LOCKED, ScorecardState.DRAFT)


def test_states_of_the_same_word_do_not_share_their_moves():
    assert may_move(AssignmentState.SUBMITTED, AssignmentState.RECUSED)
    assert not may_move(AssignmentState.SUBMITTED, AssignmentState.RELEASED)


def test_a_complete_card_has_no_gaps():
    assert find_gaps(CODES, dict.fromkeys(CODES, 4), []) == {}


def test_an_unanswered_criterion_is_a_gap_and_cannot_tell_is_an_answer():
    gaps = find_gaps(CODES, {"a1": 3, "a2": 3, "b1": 3, "b2": None}, [])

    assert set(gaps) == {"level_b3"}


@pytest.mark.parametrize("level", [1, 2, 5])
def test_a_strong_word_needs_a_reason(level):
    levels = {**dict.fromkeys(CODES, 3), "b1": level}

    assert set(find_gaps(CODES, levels, [])) == {"comment_b1"}
    assert find_gaps(CODES, levels, ["b1"]) == {}


def test_three_of_five_levels_are_the_least():
    two = {"a1": 3, "a2": 3, "b1": None, "b2": None, "b3": None}

    assert "at least 3" in find_gaps(CODES, two, [])["level_b1"]
    assert find_gaps(CODES, {**two, "b1": 4}, []) == {}
