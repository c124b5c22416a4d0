"""Score posts of our own: what ranks above what, and what holds for any text at all."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listening.praise import explain, score_texts

POSTS_OF_OUR_OWN = Path(__file__).parent / "posts_of_our_own.csv"
POSTS_KEPT_APART = Path(__file__).parent / "posts_kept_apart.csv"
HELD = "held"
LINE = 0.5
PRAISE = "praise_of_support"


class Post(NamedTuple):
    part: str
    kind: str
    label: str
    text: str


def read_posts() -> list[Post]:
    with POSTS_OF_OUR_OWN.open(newline="", encoding="utf-8") as file:
        return [Post(**row) for row in csv.DictReader(file)]


POSTS = read_posts()


def posts_of(part: str, *kinds: str) -> list[Post]:
    return [post for post in POSTS if post.part == part and (not kinds or post.kind in kinds)]


def average_precision(posts: list[Post]) -> float:
    scores = score_texts([post.text for post in posts])
    ranked = [posts[place] for place in sorted(range(len(posts)), key=lambda place: -scores[place])]
    hits = [place for place, post in enumerate(ranked, 1) if post.label == PRAISE]
    return sum(found / place for found, place in enumerate(hits, 1)) / len(hits)


def share_above_the_line(posts: list[Post]) -> float:
    return sum(score > LINE for score in score_texts([post.text for post in posts])) / len(posts)


@pytest.mark.parametrize(("part", "least"), [("tuned", 0.95), ("held", 0.90)])
def test_praise_ranks_above_everything_else(part: str, least: float) -> None:
    posts = posts_of(part)

    reached = average_precision(posts)

    assert reached >= least


def test_posts_written_before_the_weights_were_touched_still_rank() -> None:
    with POSTS_KEPT_APART.open(newline="", encoding="utf-8") as file:
        posts = [Post("apart", "", **row) for row in csv.DictReader(file)]

    assert len(posts) >= 80
    assert average_precision(posts) >= 0.8


def test_more_than_a_quarter_of_our_posts_is_held_out_from_tuning() -> None:
    share = len(posts_of(HELD)) / len(POSTS)

    assert len(POSTS) >= 350
    assert share == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize(
    "kind",
    [
        "sarcasm",
        "job advert",
        "self-praise",
        "giveaway",
        "advice",
        "question",
        "wish or negation",
        "thanks in advance",
        "thanks and a question",
        "bare thanks",
        "perk",
        "product",
    ],
)
def test_what_only_looks_like_praise_stays_below_the_line(kind: str) -> None:
    texts = [post.text for post in posts_of("tuned", kind)]

    above = [text for text, score in zip(texts, score_texts(texts), strict=True) if score > LINE]

    assert above == []


@pytest.mark.parametrize("part", ["tuned", "held"])
@pytest.mark.parametrize("kinds", [("sarcasm",), ("job advert", "giveaway"), ("self-praise", "agent's reply")])
def test_few_of_the_hard_kinds_pass_for_praise(part: str, kinds: tuple[str, ...]) -> None:
    assert share_above_the_line(posts_of(part, *kinds)) <= 0.1


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_most_plain_praise_is_above_the_line(part: str) -> None:
    assert share_above_the_line(posts_of(part, "plain praise", "recovered", "praise, hurried")) >= 0.75


@pytest.mark.parametrize(
    ("praise", "no_praise"),
    [
        ("Great service, ten minutes and it was fixed", "Great service, two hours on hold"),
        ("Thank you Priya, you were so patient with me", "Thank you in advance for being patient with me"),
        ("The crew were never rude, always friendly", "The crew were never friendly, always rude"),
        ("Your agent was helpful", "I wish your agent was helpful"),
        ("Thanks for finding my bag", "Thanks for losing my bag"),
        ("Food was cold but Ana our waitress was lovely", "Ana our waitress was lovely but the food was cold"),
        ("Your support team is friendly and helpful", "Our support team is friendly and helpful"),
        ("They answered in ten minutes", "They answered after ten hours"),
    ],
)
def test_a_small_change_of_words_changes_the_answer(praise: str, no_praise: str) -> None:
    meant, not_meant = score_texts([praise, no_praise])

    assert meant > not_meant


@pytest.mark.parametrize(
    "text",
    [
        "Your agent was not helpful",
        "Staff are never friendly here",
        "I wouldn't call that great support",
        "Nobody was polite to us",
        "If only your team had been patient with me",
        "Could your friendly agents please help me?",
    ],
)
def test_denied_wished_or_asked_for_praise_is_none(text: str) -> None:
    [score] = score_texts([text])

    assert score < LINE / 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\x00",
        "thanks \x00 Karen",
        "😀" * 50,
        "🙏🏽👏 شكرا جزيلا لفريق الدعم",
        "‮thank you",
        "İstanbul ŞUBESİ teşekkürler",
        "ﬁxed ﬂat 太感谢了",
        "great service " * 720,
        "!" * 10_000,
        "a" * 10_000,
        "\ud800 lone surrogate",
        "@ # ^ * < > http:// https:// &amp; &lt; ''",
    ],
    ids=range(14),
)
def test_any_text_gets_a_score_between_0_and_1(text: str) -> None:
    [score] = score_texts([text])

    assert 0 <= score <= 1
    assert explain(text).score == score


@given(st.text())
def test_any_text_at_all_gets_a_score_between_0_and_1(text: str) -> None:
    [score] = score_texts([text])

    assert 0 <= score <= 1


def test_a_post_scores_the_same_in_any_company_and_order() -> None:
    texts = [post.text for post in POSTS]

    alone = [score_texts([text])[0] for text in texts]

    assert score_texts(texts) == alone
    assert score_texts(texts[::-1]) == alone[::-1]


def test_no_posts_have_no_scores() -> None:
    assert score_texts([]) == []


def test_the_curator_reads_why_a_post_is_shown() -> None:
    reasons = explain("Shoutout to Karen at @harborfly, she fixed my ticket in ten minutes").reasons

    assert "names a person" in reasons
    assert "quick" in reasons
    assert not [reason for reason in reasons if reason.endswith(": -")]


def test_the_curator_reads_what_speaks_against_a_post() -> None:
    reasons = explain("We pride ourselves on our friendly staff. Visit us today").reasons

    assert "speaker is a company: -" in reasons


def test_an_empty_post_has_no_reasons() -> None:
    assert explain("").reasons == ()
