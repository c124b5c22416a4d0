import pytest

from app.listening.rules import MentionState
from app.listening.spending.estimate import Basis, Estimate, posts_a_day
from app.listening.watching.matching import HeldPost, match
from app.listening.watching.searches import Terms

TERMS = Terms(phrases=["great support", "kind agent"], hashtags=["custserv"], exclusions=["hiring"], languages=["en"])


def post(text: str, *, number: int = 1, network: str = "x", lang: str = "en", score: float = 0.5, state="new"):
    return HeldPost(number, network, lang, text, score, MentionState(state))


@pytest.mark.parametrize(
    ("held", "is_found"),
    [
        (post("GREAT  Support, thanks"), True),
        (post("greatest support"), False),
        (post("so #CustServ"), True),
        (post("#custservice"), False),
        (post("great support, we are hiring"), False),
        (post("great support", lang="de"), False),
        (post("great support", lang="und"), True),
        (post("great support", network="mastodon"), False),
    ],
    ids=["case and blanks", "whole words", "hashtag", "longer hashtag", "left out", "language", "unknown", "network"],
)
def test_a_post_is_found_as_its_network_would_find_it(held, is_found):
    assert match(TERMS, ["x", "bluesky"], [held]).found == is_found


def test_the_surest_come_first_with_the_words_that_find_them_and_twenty_at_most():
    held = [post("great support of a kind agent", number=n, score=n / 100) for n in range(30)]

    matched = match(TERMS, ["x"], held)

    assert [each.post.id for each in matched.best] == list(range(29, 9, -1))
    assert matched.best[0].words == ("great support", "kind agent")
    assert (matched.found, matched.on_x, matched.looked_at) == (30, 30, 30)


def test_words_that_find_nothing_and_words_that_are_noise_are_named():
    noise = [post("great support", number=n, state="dismissed") for n in range(3)]

    matched = match(TERMS, ["x"], [*noise, post("great support, kind agent")])

    assert matched.silent == ["#custserv"]
    assert [(each.words, each.let_go, each.found) for each in matched.noisy] == [("great support", 3, 4)]


def test_forty_posts_a_day_cost_six_dollars_a_month():
    told = Estimate(Basis.FOUND, 280, month_cap=50_000_000).sentence

    assert told == "It found about 40 posts a day on X in the last 7 days: about $6.00 a month of your $50.00."


def test_more_than_the_budget_is_said():
    told = Estimate(Basis.HELD, 7_000, month_cap=50_000_000).sentence

    assert "at least $150.00 a month of your $50.00. Reading stops when the budget is used up." in told


@pytest.mark.parametrize(
    ("number", "words"),
    [(0.1, "less than one post a day"), (1.2, "about one post a day"), (1234, "about 1,234 posts a day")],
    ids=["few", "one", "many"],
)
def test_a_number_of_posts_a_day_reads_well(number, words):
    assert posts_a_day(number) == words
