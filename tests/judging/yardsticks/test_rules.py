"""Any sequence of edits ends in a sound version, or is refused with a sentence."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.judging.rules import Profile
from app.judging.yardstick import WrittenBlock, WrittenCriterion, read_rubric
from app.judging.yardsticks.differences import GONE, NEW, compare, compare_words
from app.judging.yardsticks.layout import Layout, layout_of
from app.judging.yardsticks.rules import find_faults, find_gaps, give_codes, name_changes, tell_weights

STORY = read_rubric(Profile.STORY)
FULL = read_rubric(Profile.FULL)
LETTERS = {"attitude": "a", "solving": "b", "means": "c", "proof": "d"}
TAKEN = {criterion.code for criterion in FULL.criteria}
KEYS = ("a1", "a2", "b1", "b2", "b3", "new1", "new2", "new3", "zz9")
BLOCKS = ("attitude", "solving", "new1", "nowhere")


def a_criterion(code, block, title, weight):
    return WrittenCriterion(code, block, title, "Is it so?", weight, tuple("12345"), ())


edited = st.builds(
    lambda blocks, criteria: replace(
        STORY,
        blocks=tuple(WrittenBlock(code, title, "Because.") for code, title in blocks.items()),
        criteria=tuple(a_criterion(code, *row) for code, row in criteria.items()),
    ),
    st.dictionaries(st.sampled_from(BLOCKS), st.sampled_from(["", "Attitude", "Solving"]), max_size=4),
    st.dictionaries(
        st.sampled_from(KEYS),
        st.tuples(st.sampled_from(BLOCKS), st.sampled_from(["", "One", "Two", "Three"]), st.integers(-5, 60)),
        max_size=9,
    ),
)


@given(edited)
def test_whatever_is_edited_is_sound_with_codes_of_the_house_or_refused(written):
    if find_faults(written):
        return

    saved = give_codes(written, known=STORY, taken=TAKEN, letters=LETTERS)

    codes = [criterion.code for criterion in saved.criteria]
    assert sum(criterion.weight for criterion in saved.criteria) == 100
    assert all(1 <= criterion.weight <= 100 for criterion in saved.criteria)
    assert 3 <= len(codes) == len(set(codes)) <= 12
    assert all(re.fullmatch(r"[a-z]\d{1,3}", code) for code in codes)
    assert not {*codes} & (TAKEN - {criterion.code for criterion in STORY.criteria})
    assert {criterion.block for criterion in saved.criteria} == {block.code for block in saved.blocks}
    kept = {row.title for row in written.criteria if row.code in {each.code for each in STORY.criteria}}
    assert kept == {row.title for row in saved.criteria if row.code in {each.code for each in STORY.criteria}}


@given(
    st.lists(
        st.sampled_from(
            [f"{verb}:{key}" for verb in ("up", "down", "remove", "add") for key in KEYS]
            + ["add-block", "remove-block:new1", "block-up:solving", "block-down:attitude", "x"]
        )
    )
)
def test_buttons_lose_nothing_but_what_they_remove(actions):
    layout, removed = layout_of(STORY), set()
    block_of = {criterion.code: criterion.block for criterion in STORY.criteria}

    for action in actions:
        layout = layout.after(action, block_of)
        removed |= {action.partition(":")[2]} if action.startswith("remove:") else set()

    assert len(set(layout.criteria)) == len(layout.criteria)
    assert {criterion.code for criterion in STORY.criteria} - {*layout.criteria} <= removed
    assert {"attitude", "solving"} <= {*layout.blocks}


def test_a_criterion_moves_among_those_of_its_block_and_stays_at_the_edge():
    layout = Layout(("x", "y"), ("a", "b", "c"))
    block_of = {"a": "x", "b": "y", "c": "x"}

    assert layout.after("up:c", block_of).criteria == ("c", "b", "a")
    assert layout.after("up:b", block_of) == layout


def test_written_versions_can_be_published_as_they_are():
    assert find_gaps(STORY) == find_gaps(FULL) == {}


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (100, "The weights sum to 100."),
        (99, "The weights sum to 99: 1 point is missing."),
        (112, "The weights sum to 112: 12 points are too many."),
    ],
)
def test_a_sum_says_what_is_missing(total, words):
    assert tell_weights(total) == words


def test_a_draft_with_holes_can_be_saved_and_not_published():
    first = replace(STORY.criteria[0], asks="", levels=("Same.", "Same.", "", "Strong.", "Best."))
    draft = replace(STORY, criteria=(first, *STORY.criteria[1:]))

    assert find_faults(draft) == {}
    assert list(find_gaps(draft)) == ["asks_a1", "meaning_a1_2", "meaning_a1_3"]


def test_changed_fields_are_named_without_their_words():
    first = replace(STORY.criteria[0], title="Secret words", weight=24)

    changed = name_changes(STORY, replace(STORY, criteria=(first, *STORY.criteria[1:])))

    assert changed == ["a1.title", "a1.weight"]


def test_words_that_differ_are_told_apart_from_those_that_stayed():
    pieces = compare_words("Did they want to help?", "Did they truly want to assist?")

    assert [(piece.kind, piece.words.strip()) for piece in pieces if piece.kind in {GONE, NEW}] == [
        (NEW, "truly"),
        (GONE, "help?"),
        (NEW, "assist?"),
    ]
    assert "".join(piece.words for piece in pieces if piece.kind != GONE) == "Did they truly want to assist?"


def test_what_was_added_removed_and_changed_is_listed_between_versions():
    changes = {change.title: change for change in compare(STORY, FULL)}

    assert changes["Prevention"].kind == changes["Block: Means"].kind == NEW
    assert [line.label for line in changes["Caring attitude"].lines] == ["Weight"]
    assert compare(STORY, STORY) == []
    assert {change.title for change in compare(FULL, STORY) if change.kind == GONE} >= {"Prevention", "Block: Proof"}


def test_criteria_that_stand_in_no_block_can_be_compared():
    assert "Block: Proof" in {change.title for change in compare(FULL, replace(FULL, blocks=()))}
