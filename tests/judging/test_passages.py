from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.judging.passages import LONGEST_SENTENCE, is_edge, joined, runs_of, sentences, whole
from app.nominations.masking import mask
from app.nominations.queries.masks import Hidden

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WAVE = "\U0001f44b\U0001f3fd"
FLAG = "\U0001f1e9\U0001f1ea"
HAN = "\u1112\u1161\u11ab"
ACCENTED = "e\u0301\u0323"
WHOLE = (FAMILY, WAVE, FLAG, HAN, ACCENTED, "1\ufe0f\u20e3", "\r\n", "क्षि", "a", "é", " ", ".", "\n", "本。")
stories = st.lists(st.sampled_from(WHOLE), min_size=1, max_size=40).map("".join)
raw = st.text(max_size=60)


@pytest.mark.parametrize("character", [FAMILY, WAVE, FLAG, HAN, ACCENTED, "1\ufe0f\u20e3"])
def test_a_pin_that_cuts_a_character_takes_all_of_it(character):
    text = f"kind {character}{character} people"
    begin = text.index(character)

    for inside in range(begin + 1, begin + len(character)):
        assert text[slice(*whole(text, inside, inside + 1))] == character
        assert text[slice(*whole(text, 0, inside))] == f"kind {character}"


@given(stories | raw, st.integers(-5, 300), st.integers(-5, 300))
def test_a_whole_passage_holds_what_was_chosen_and_no_half_character(text, start, end):
    found = whole(text, start, end)

    chosen = text[max(0, start) : max(0, end)].strip()
    assert (found is None) == (not chosen)
    if found:
        assert chosen in text[slice(*found)]
        assert is_edge(text, found[0])
        assert is_edge(text, found[1])
        assert whole(text, *found) == found or text[found[0]].isspace()


@given(stories | raw)
def test_sentences_hold_every_letter_once_in_order(text):
    found = sentences(text)

    letters = "".join(each for each in text if not each.isspace())
    assert "".join("".join(text[slice(*span)].split()) for span in found) == "".join(letters.split())
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_sentences_end_where_a_reader_would_say():
    text = "Dr. Hall rang. She said “Stay!” Then… it worked\nNext day? Fine. 谢谢你。很好。"

    assert [text[slice(*span)] for span in sentences(text)] == [
        "Dr. Hall rang.",
        "She said “Stay!”",
        "Then…",
        "it worked",
        "Next day?",
        "Fine.",
        "谢谢你。",
        "很好。",
    ]


@pytest.mark.parametrize("text", ["word " * 900, "字" * 4000, FAMILY * 500], ids=["words", "no blanks", "families"])
def test_a_sentence_that_will_not_end_is_cut_between_characters(text):
    found = sentences(text)

    assert max(end - start for start, end in found) <= LONGEST_SENTENCE + len(FAMILY)
    assert all(is_edge(text, at) for span in found for at in span)


def test_chosen_sentences_that_follow_one_another_are_one_passage():
    text = "One. Two. Three. Four."

    assert joined(text, [(10, 16), (0, 4), (5, 9)]) == [(0, 16)]
    assert joined(text, [(0, 4), (10, 16)]) == [(0, 4), (10, 16)]
    assert joined(text, [(0, 9), (5, 9)]) == [(0, 9)]


@given(stories, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5))
def test_runs_give_the_text_back_and_each_pin_its_own_words(text, drawn):
    pins = [(str(n), min(at, len(text)), min(at + long, len(text))) for n, (at, long) in enumerate(drawn)]
    pins = [pin for pin in pins if pin[1] < pin[2]]

    runs = runs_of(text, pins)

    assert "".join(run.text for run in runs) == text
    for name, start, end in pins:
        assert "".join(run.text for run in runs if name in run.pins) == text[start:end]
        assert sum(name in run.begins for run in runs) == sum(name in run.ends for run in runs) == 1


@given(
    stories,
    st.tuples(st.integers(0, 50), st.integers(1, 30)),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=4),
)
def test_a_mask_set_after_a_pin_hides_its_words_and_the_pin_finds_its_place(text, pinned, hidden):
    before = mask(text, [])
    start, end = pinned[0], min(len(text), sum(pinned))
    masks = [Hidden(at, at + long, "[hidden]") for at, long in hidden]
    shown = mask(text, masks)
    if start >= end:
        return

    stored = before.span_in_original(start, end)
    words = shown.text[slice(*shown.span_shown(*stored))]

    seen = {at for piece in shown.pieces if not piece.is_mask for at in range(piece.start, piece.end)}
    assert words.replace("[hidden]", "") == "".join(text[at] for at in range(*stored) if at in seen)
