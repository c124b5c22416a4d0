from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listening.answering.addresses import address_to_reply
from app.listening.answering.counting import length_on_x
from app.listening.answering.replies import carries_link, network_name, place_words
from app.listening.answering.wording import READY_MADE, Filling, fill
from app.listening.models import Mention


@pytest.mark.parametrize("template", READY_MADE, ids=lambda each: each.slug)
@pytest.mark.parametrize("network", ["x", "sample"])
def test_every_template_carries_the_link_and_fits_x(template: object, network: str) -> None:
    link = "https://awards.example.org/n/abcdefghij"

    words = fill(template.words, Filling(network, link, handle="h" * 15, company="C" * 40))

    assert words.endswith(link)
    assert carries_link(words, link)
    assert length_on_x(words) <= 280
    assert "{" not in words


@given(st.text(max_size=300).filter(lambda text: text.isprintable()))
def test_the_page_that_sends_gets_exactly_the_words(text: str) -> None:
    address = address_to_reply(Mention(network="x", version_id="123"), text=text, home="")

    asked = parse_qs(urlsplit(address or "").query, keep_blank_values=True)
    assert asked == {"in_reply_to": ["123"], "text": [text]}
    assert (address or "").startswith("https://x.com/intent/tweet?")


def test_a_network_without_such_a_page_has_none() -> None:
    assert address_to_reply(Mention(network="sample", version_id="1"), text="hi", home="") is None


def test_mastodon_answers_from_the_curators_own_server() -> None:
    mention = Mention(network="mastodon", version_id="1", url="https://far.example/@ada/12345")

    asked = address_to_reply(mention, text="hi", home="home.example")

    assert asked == "https://home.example/authorize_interaction?uri=https%3A%2F%2Ffar.example%2F%40ada%2F12345"
    assert address_to_reply(mention, text="hi", home="") is None


@pytest.mark.parametrize(
    ("network", "name", "words"),
    [("x", "X", "on X"), ("sample", "From a file", "from a file"), ("elsewhere", "elsewhere", "on elsewhere")],
)
def test_a_network_is_named_as_people_write_it(network: str, name: str, words: str) -> None:
    assert (network_name(network), place_words(network)) == (name, words)
