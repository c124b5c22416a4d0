import pytest

from app.nominations.weighing import SIGNAL_WORDS, THRESHOLD, UNPROVEN, WEIGHTS, Marks, Signal, is_heavy, joined, weigh


def test_every_signal_weighs_something_and_is_said_in_words():
    assert set(WEIGHTS) == set(SIGNAL_WORDS) == set(Signal)
    assert min(WEIGHTS.values()) > 0


def test_a_browser_without_scripts_is_never_held_for_that_alone():
    silent = [{Signal.NO_PROOF, Signal.NO_OPENED}, {Signal.FAILED_PROOF, Signal.NO_OPENED}]
    hasty = [{Signal.NO_PROOF, Signal.TOO_FAST}, {Signal.FAILED_PROOF, Signal.TOO_FAST}]

    assert not any(map(is_heavy, silent + hasty))


@pytest.mark.parametrize("other", sorted(set(Signal) - UNPROVEN - {Signal.NEAR_COPIES, Signal.ORIGIN_FLOOD}))
def test_no_weak_signal_holds_a_proven_nomination_alone(other):
    assert WEIGHTS[other] < THRESHOLD


def test_what_many_others_wrote_or_a_flooding_network_sent_is_held_even_when_proven():
    assert is_heavy([Signal.NEAR_COPIES])
    assert is_heavy([Signal.ORIGIN_FLOOD])


def test_a_signal_counts_once_and_a_forgotten_one_not_at_all():
    assert weigh(["no_proof", "no_proof", "left_handed"]) == WEIGHTS[Signal.NO_PROOF]


def test_signals_are_joined_in_the_order_of_the_table():
    assert joined(["honeypot"], [Signal.NO_PROOF, Signal.HONEYPOT]) == ["no_proof", "honeypot"]


@pytest.mark.parametrize("signal", sorted(UNPROVEN))
def test_only_a_solved_puzzle_proves(signal):
    assert not Marks((signal,)).is_proven
    assert Marks((Signal.LINKS,)).is_proven
