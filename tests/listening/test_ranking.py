"""Rank posts: the rule, what was learnt, what curators set, and where drawn posts stand."""

import random

import pytest

from app.listening.learning.agreement import compare, in_order
from app.listening.learning.drawing import DRAW_FROM, choose, places
from app.listening.learning.features import Hashing
from app.listening.learning.ranking import AUTHOR, DECISIONS, LINE, Ranker
from app.listening.learning.weighing import weigh
from app.listening.praise import explain, score_texts
from app.listening.rules import Voice

PRAISE = "Shoutout to Karen at the desk, she fixed my ticket in ten minutes"
HASHING = Hashing(b"a key")


def taught(*posts: tuple[str, bool]) -> Ranker:
    judged = [(HASHING.features(text), is_praise) for text, is_praise in posts]
    return Ranker(HASHING, weigh(judged))


def test_with_nothing_learnt_rank_score_and_reasons_are_the_rules() -> None:
    ranked = Ranker().rank(PRAISE)

    assert ranked.rank == ranked.score == score_texts([PRAISE])[0]
    assert ranked.reasons == explain(PRAISE).reasons


def test_a_key_changes_numbers_and_not_what_is_learnt() -> None:
    posts = [(f"The lift at stop {number} is broken", False) for number in range(20)]
    one = Ranker(Hashing(b"one"), weigh([(Hashing(b"one").features(text), yes) for text, yes in posts]))

    assert one.rank(PRAISE).rank == pytest.approx(taught(*posts).rank(PRAISE).rank, abs=1e-3)


def test_the_card_says_when_decisions_moved_a_post() -> None:
    ranked = taught(*[(f"{PRAISE}, {number} times", False) for number in range(30)]).rank(PRAISE)

    assert f"{DECISIONS}: -" in ranked.reasons
    assert ranked.rank < ranked.score


@pytest.mark.parametrize(("weight", "reason"), [(2, "word weight: ten minutes"), (-2, "word weight: ten minutes: -")])
def test_the_card_says_which_words_moved_a_post(weight: int, reason: str) -> None:
    ranked = Ranker(words={"ten minutes": weight}).rank(PRAISE)

    assert reason in ranked.reasons
    assert (ranked.rank > ranked.score) is (weight > 0)


@pytest.mark.parametrize("text", ["often minutes", "TEN  minutesman", "minutes ten", ""])
def test_words_are_found_whole_and_in_order(text: str) -> None:
    assert not [reason for reason in Ranker(words={"ten minutes": 2}).rank(text).reasons if "weight" in reason]


def test_an_author_is_known_by_network_and_handle_whatever_the_capitals() -> None:
    ranker = Ranker(authors={("x", "ada"): -2})

    assert f"{AUTHOR}: -" in ranker.rank(PRAISE, network="x", handle="Ada").reasons
    assert ranker.rank(PRAISE, network="mastodon", handle="Ada").reasons == explain(PRAISE).reasons


@pytest.mark.parametrize("voice", [Voice.COMPANY, Voice.STAFF])
def test_a_company_speaking_of_itself_stays_below_the_line(voice: Voice) -> None:
    ranked = Ranker(words={"karen": 3}).rank(PRAISE, voice=voice)

    assert ranked.score > LINE > ranked.rank


def test_one_in_five_is_drawn_from_the_top_to_the_end() -> None:
    chance = random.Random(1)
    above = sorted((chance.uniform(0.5, 1) for _ in range(40)), reverse=True)

    shown = sorted([*[(rank, False) for rank in above], *[(rank, True) for rank in places(above, 10)]], reverse=True)

    assert [place for place, (_, is_drawn) in enumerate(shown, 1) if is_drawn] == list(range(5, 51, 5))


def test_drawn_posts_among_equals_stand_just_below_them() -> None:
    assert places([0.9] * DRAW_FROM, 1)[0] < 0.9


def test_the_draw_goes_by_keys_alone_and_comes_out_the_same() -> None:
    keys = {number: f"{number * 7919 % 1000:04}" for number in range(1_000)}

    drawn = choose(keys, 20)

    assert drawn == choose(dict(reversed(keys.items())), 20)
    assert {keys[number] for number in drawn} == set(sorted(keys.values())[:20])


def test_pairs_in_order_are_counted_with_ties_as_halves() -> None:
    assert in_order([3.0, 1.0, 1.0, 0.0], [True, True, False, False]) == 3.5 / 4


def test_agreement_is_measured_on_verdicts_that_were_held_back() -> None:
    posts = [(f"{word} number {number}", word == "grommet") for number in range(30) for word in ("grommet", "sprocket")]

    agreement = compare([(HASHING.features(text), is_praise) for text, is_praise in posts])

    assert agreement is not None
    assert agreement.compared == 60
    assert agreement.rule == pytest.approx(0.5, abs=0.05)
    assert agreement.learnt > 0.95


def test_noise_is_not_taken_for_agreement() -> None:
    chance = random.Random(4)
    posts = [(f"{chance.choice('abcdefgh')}x {chance.choice('abcdefgh')}y", chance.random() < 0.5) for _ in range(200)]

    agreement = compare([(HASHING.features(text), is_praise) for text, is_praise in posts])

    assert agreement is not None
    assert abs(agreement.learnt - 0.5) < 0.15


@pytest.mark.parametrize("praise", [0, 4, 40])
def test_agreement_needs_some_of_each_kind(praise: int) -> None:
    judged = [(HASHING.features(f"post {number}"), number < praise) for number in range(40)]

    assert compare(judged) is None
