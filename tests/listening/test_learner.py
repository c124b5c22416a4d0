"""Learn from decisions on posts of our own: from the rule, towards the curators, and back when they are few."""

import csv
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import ROOT
from app.listening.learning import Learner
from app.listening.praise import score_texts

HERE = Path(__file__).parent
PRAISE = "praise_of_support"
LOUD = "Brilliant agents, so helpful and kind, thank you Priya"
CALM = "My router blinks since Tuesday"


def read_posts(name: str) -> list[tuple[str, bool]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return [(row["text"], row["label"] == PRAISE) for row in csv.DictReader(file)]


TWEETS = read_posts("tweets_of_our_own.csv")
POSTS = [*TWEETS, *read_posts("posts_of_our_own.csv")]
TEXTS = [text for text, _ in POSTS]


def shuffled(seed: int, posts: list[tuple[str, bool]] = POSTS) -> list[tuple[str, bool]]:
    return random.Random(seed).sample(posts, len(posts))


def taught(posts: list[tuple[str, bool]]) -> Learner:
    learner = Learner()
    learner.learn([text for text, _ in posts], [is_praise for _, is_praise in posts])
    return learner


def reached(scores: list[float], posts: list[tuple[str, bool]]) -> float:
    ranked = sorted(range(len(posts)), key=lambda at: -scores[at])
    hits = [place for place, at in enumerate(ranked, 1) if posts[at][1]]
    return sum(found / place for found, place in enumerate(hits, 1)) / len(hits)


def gain(number: int, *, seeds: range) -> float:
    total = 0.0
    for seed in seeds:
        posts = shuffled(seed)
        unseen = posts[number:]
        texts = [text for text, _ in unseen]
        total += reached(taught(posts[:number]).score(texts), unseen) - reached(score_texts(texts), unseen)
    return total / len(seeds)


def test_there_are_tweets_enough_with_praise_in_one_of_three() -> None:
    assert len(TWEETS) >= 140
    assert sum(is_praise for _, is_praise in TWEETS) >= 40


def test_before_anything_is_learnt_the_rule_alone_speaks() -> None:
    assert Learner().score(TEXTS) == score_texts(TEXTS)


def test_nothing_to_learn_from_teaches_nothing() -> None:
    learner = Learner()

    learner.learn([], [])

    assert learner.score(TEXTS) == score_texts(TEXTS)


@pytest.mark.parametrize(("number", "least"), [(50, 0.0), (100, 0.003), (250, 0.008)])
def test_unseen_posts_are_ranked_better_than_by_the_rule(number: int, least: float) -> None:
    assert gain(number, seeds=range(6)) >= least


def test_one_decision_moves_its_post_but_not_the_order_of_the_rest() -> None:
    learner = taught([(LOUD, False)])

    [loud, calm] = learner.score([LOUD, CALM])

    assert score_texts([LOUD])[0] > loud > calm


def test_decisions_against_the_rule_turn_it_round_in_time() -> None:
    posts = [(f"{CALM}, number {number}", True) for number in range(60)]

    [score] = taught([*posts, *((f"{LOUD} number {number}", False) for number in range(60))]).score([CALM])

    assert score > 0.5 > score_texts([CALM])[0]


def test_the_order_of_decisions_does_not_matter() -> None:
    one, other = taught(shuffled(1)), taught(shuffled(2))

    assert one.score(TEXTS) == other.score(TEXTS)


def test_learning_bit_by_bit_is_learning_at_once() -> None:
    learner = Learner()

    for start in range(0, len(POSTS), 60):
        part = POSTS[start : start + 60]
        learner.learn([text for text, _ in part], [int(is_praise) for _, is_praise in part])
        learner.score(TEXTS[:1])

    assert learner.score(TEXTS) == taught(POSTS).score(TEXTS)


@pytest.mark.parametrize("decision", [True, False])
def test_a_sample_of_one_kind_keeps_the_order_useful(decision: bool) -> None:
    some = [post for post in shuffled(3) if post[1] is decision][:50]

    scores = taught(some).score(TEXTS)

    assert reached(scores, POSTS) > reached(score_texts(TEXTS), POSTS) - 0.03


def test_one_post_judged_a_thousand_times_does_not_drown_the_rest() -> None:
    learner = taught([*POSTS, *[(CALM, True)] * 1_000])

    assert reached(learner.score(TEXTS), POSTS) > reached(score_texts(TEXTS), POSTS)


def test_a_post_judged_both_ways_stands_between() -> None:
    [both] = taught([(LOUD, True), (LOUD, False)]).score([LOUD])

    assert taught([(LOUD, False)]).score([LOUD])[0] < both < taught([(LOUD, True)]).score([LOUD])[0]


@pytest.mark.parametrize(("texts", "decisions"), [(["a"], []), ([], [True]), (["a", "b"], [1])])
def test_a_text_without_a_decision_is_refused(texts: list[str], decisions: list[bool]) -> None:
    with pytest.raises(ValueError, match="each text needs one"):
        Learner().learn(texts, decisions)


def test_what_was_refused_is_not_learnt() -> None:
    learner = Learner()

    with pytest.raises(ValueError, match="1 decisions"):
        learner.learn([LOUD, CALM], [False])

    assert learner.score([LOUD]) == pytest.approx(score_texts([LOUD]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(), st.booleans()), max_size=8), st.text())
def test_any_texts_teach_and_score_between_0_and_1(posts: list[tuple[str, bool]], text: str) -> None:
    [score] = taught(posts).score([text])

    assert 0 <= score <= 1


@pytest.mark.parametrize(
    "text", ["", "great service " * 40_000, "a" * 200_000, "\ud800\x00", "🙏🏽" * 9_000], ids=range(5)
)
def test_odd_and_huge_texts_are_learnt(text: str) -> None:
    learner = taught([(text, True), (LOUD, False)])

    assert all(0 <= score <= 1 for score in learner.score([text, CALM]))


def test_every_process_learns_the_same() -> None:
    code = (
        "from app.listening.learning import Learner\n"
        f"learner = Learner()\nlearner.learn({[LOUD, CALM]!r}, [0, 1])\nprint(learner.score({[LOUD, CALM]!r}))"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_learning_and_scoring_need_the_standard_library_alone() -> None:
    code = "import sys; import app.listening.learning; print({'numpy', 'flask', 'sqlalchemy'} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "set()"
