from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.listening.answering.counting import length_on_x
from app.listening.answering.replies import TEMPLATES, carries_link, compose_address, first_words


@pytest.mark.parametrize("slug", TEMPLATES)
@pytest.mark.parametrize("network", ["x", "sample"])
def test_every_template_carries_the_link_and_fits_x(slug: str, network: str) -> None:
    link = "https://awards.example.org/n/abcdefghij"

    words = first_words(slug, network=network, handle="h" * 15, company="C" * 40, link=link)

    assert words.endswith(link)
    assert carries_link(words, link)
    assert length_on_x(words) <= 280
    assert "{" not in words


@given(st.text(max_size=300).filter(lambda text: text.isprintable()))
def test_the_page_that_sends_gets_exactly_the_words(text: str) -> None:
    address = compose_address("x", post_id="123", text=text)

    asked = parse_qs(urlsplit(address or "").query, keep_blank_values=True)
    assert asked == {"in_reply_to": ["123"], "text": [text]}
    assert (address or "").startswith("https://x.com/intent/tweet?")


def test_a_network_without_such_a_page_has_none() -> None:
    assert compose_address("sample", post_id="1", text="hi") is None
