from hypothesis import given
from hypothesis import strategies as st

from app.listening.entities import pieces_of


@given(st.text(max_size=200))
def test_the_pieces_of_a_post_are_the_post_again(text: str) -> None:
    assert "".join(piece.words for piece in pieces_of(text, "x")) == text


def test_only_web_addresses_handles_and_tags_are_linked() -> None:
    pieces = pieces_of("javascript:alert(1) a@b.c @ada #kind https://a.b/c).", "x")

    assert [piece.href for piece in pieces if piece.href] == [
        "https://x.com/ada",
        "https://x.com/hashtag/kind",
        "https://a.b/c",
    ]
