from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.nominations.masking import mask

TEXT = "Call Priya Nair on 020 7946 0958."


@dataclass(frozen=True)
class Hidden:
    start: int
    end: int
    shown_as: str


def hide(words, shown_as, text=TEXT):
    start = text.index(words)
    return Hidden(start, start + len(words), shown_as)


def test_readers_see_the_words_of_the_mask_instead():
    shown = mask(TEXT, [hide("020 7946 0958", "[hidden]"), hide("Priya Nair", "P.")])

    assert shown.text == "Call P. on [hidden]."


def test_passages_that_overlap_are_hidden_as_one():
    shown = mask(TEXT, [hide("Priya Nair", "P."), hide("Nair on 020", "[hidden]")])

    assert shown.text == "Call P. 7946 0958."


def test_passages_outside_the_text_hide_what_is_left_of_them():
    assert mask("Hello", [Hidden(3, 90, "…"), Hidden(7, 9, "x")]).text == "Hel…"


def test_a_passage_of_the_shown_text_is_found_in_the_original():
    shown = mask(TEXT, [hide("Priya Nair", "P.")])

    start, end = shown.span_in_original(shown.text.index("on 020"), shown.text.index("on 020") + 6)

    assert TEXT[start:end] == "on 020"


def test_a_passage_that_touches_a_mask_takes_it_whole():
    shown = mask(TEXT, [hide("Priya Nair", "P.")])

    start, end = shown.span_in_original(0, shown.text.index("P.") + 1)

    assert TEXT[start:end] == "Call Priya Nair"
    assert shown.text[slice(*shown.span_shown(start, end))] == "Call P."


@st.composite
def hidden_texts(draw):
    text = draw(st.text(alphabet="abcдж😀 \n", max_size=40))
    spans = st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(["", "P.", "[hidden]"]))
    return text, [Hidden(*each) for each in draw(st.lists(spans, max_size=5))]


@given(hidden_texts())
def test_nothing_hidden_shines_through_and_the_rest_is_in_its_place(case):
    text, hidings = case
    covered = {place for each in hidings for place in range(each.start, min(each.end, len(text)))}

    shown = mask(text, hidings)

    kept = "".join(letter for place, letter in enumerate(text) if place not in covered)
    assert "".join(piece.text for piece in shown.pieces if not piece.is_mask) == kept
    assert all(text[piece.start : piece.end] == piece.text for piece in shown.pieces if not piece.is_mask)


@given(hidden_texts(), st.integers(0, 60), st.integers(0, 60))
def test_there_and_back_covers_what_was_pinned(case, one, other):
    text, hidings = case
    shown = mask(text, hidings)
    start, end = sorted((min(one, len(shown.text)), min(other, len(shown.text))))
    if start == end:
        return

    back = shown.span_shown(*shown.span_in_original(start, end))

    assert back[0] <= start
    assert back[1] >= end
