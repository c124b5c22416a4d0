import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.listening.watching.searches import X_LONGEST, Terms, holds, queries_for, quoted, wants

PHRASES = st.lists(st.text(alphabet="abcdefghij klmnop", min_size=3, max_size=40).filter(str.strip), max_size=60)


def test_x_joins_phrases_in_brackets_and_negates_word_by_word() -> None:
    terms = Terms(
        phrases=["great support", "helpdesk"],
        hashtags=["custserv"],
        exclusions=["hiring", "give away"],
        languages=["en", "de"],
    )

    assert queries_for(terms, "x") == (
        '("great support" OR helpdesk OR #custserv) (lang:en OR lang:de) -is:retweet -is:nullcast -hiring -"give away"',
    )


@given(PHRASES)
def test_every_phrase_stands_in_a_query_that_x_takes(phrases: list[str]) -> None:
    queries = queries_for(Terms(phrases=phrases, languages=["en"]), "x")

    assert all(len(query) <= X_LONGEST for query in queries)
    assert all(any(quoted(phrase) in query for query in queries) for phrase in phrases)


def test_what_cannot_be_brought_under_the_length_is_refused() -> None:
    with pytest.raises(Refused, match="512 characters"):
        queries_for(Terms(phrases=["a b " * 130]), "x")


@pytest.mark.parametrize(
    ("phrase", "written"), [("helpdesk", "helpdesk"), ("OR", '"OR"'), ('say "hi"', '"say hi"'), ("don't", '"don\'t"')]
)
def test_a_phrase_never_turns_into_an_operator(phrase: str, written: str) -> None:
    assert quoted(phrase) == written


def test_a_search_written_by_hand_replaces_the_phrases_on_x_alone() -> None:
    terms = Terms(phrases=["great support"], x_query="from:ada support")

    assert queries_for(terms, "x") == ("from:ada support",)
    assert queries_for(terms, "bluesky") == ('"great support"',)


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
def test_where_there_is_no_or_each_phrase_is_asked_for_by_itself(network: str) -> None:
    terms = Terms(phrases=["great support", "great  support", "helpdesk"], hashtags=["custserv"])

    assert queries_for(terms, network) == ('"great support"', "helpdesk", "#custserv")


def test_a_feed_is_asked_for_by_its_address_and_other_networks_have_nothing_to_ask() -> None:
    terms = Terms(feeds=["https://feeds.example/all.xml"])

    assert queries_for(terms, "rss") == ("https://feeds.example/all.xml",)
    assert queries_for(terms, "x") == queries_for(terms, "nowhere") == ()


@pytest.mark.parametrize(
    ("network", "text", "lang", "is_wanted"),
    [
        ("x", "hiring", "fr", True),
        ("bluesky", "Great support", "en-GB", True),
        ("bluesky", "Great support", "und", True),
        ("bluesky", "Bon support", "fr", False),
        ("mastodon", "We are HIRING for support", "en", False),
        ("mastodon", "Rehiring is not the word", "en", True),
        ("rss", "Such Great\nSupport!", "en", True),
        ("rss", "A recipe for bread", "en", False),
    ],
)
def test_what_a_network_cannot_sort_out_is_looked_through(network: str, text: str, lang: str, is_wanted: bool) -> None:
    terms = Terms(phrases=["great support"], exclusions=["hiring"], languages=["en"])

    assert wants(terms, network, text=text, lang=lang) is is_wanted


@given(st.text(), st.text())
def test_looking_for_any_phrase_in_any_text_ends_in_a_word(text: str, phrase: str) -> None:
    assert holds(text, phrase) in (True, False)
