import hashlib
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.judging.results import canonical, compute

STORY = {"a1": 25, "a2": 15, "b1": 30, "b2": 15, "b3": 15}


def snapshot(scorecards, entries=("alder", "birch", "cedar"), official="raw"):
    criteria = [{"code": code, "block": "attitude", "weight": weight} for code, weight in STORY.items()]
    return {
        "method": "weighted-mean",
        "version": 2,
        "official": official,
        "seed": 7,
        "season": "2026",
        "category": "hero",
        "rubric": {"profile": "story", "version": 1, "criteria": criteria},
        "lines": {"shortlist": "55.0000", "award": "70.0000"},
        "entries": list(entries),
        "scorecards": [
            {"judge": judge, "entry": entry, "levels": dict(zip(STORY, levels, strict=True))}
            for judge, entry, levels in scorecards
        ],
    }


def rows(document):
    return {row["entry"]: row for row in document["results"]["entries"]}


def test_an_entry_is_scored_by_the_mean_of_its_judges():
    document = compute(snapshot([(1, "alder", (4, 4, 4, 4, 4)), (2, "alder", (5, 5, 5, 5, 5))]))

    assert rows(document)["alder"]["score"] == "87.5000"
    assert rows(document)["alder"]["scores"] == [
        {"judge": 1, "score": "75.0000"},
        {"judge": 2, "score": "100.0000"},
    ]
    assert rows(document)["alder"]["spread"] == "25.0000"


def test_an_entry_nobody_scored_has_no_score_and_no_rank():
    document = compute(snapshot([(1, "alder", (4, 4, 4, 4, 4))]))

    assert rows(document)["birch"]["score"] is None
    assert rows(document)["birch"]["rank"] is None
    assert [row["entry"] for row in document["results"]["entries"]] == ["alder", "birch", "cedar"]


def test_what_could_not_be_told_is_counted_and_left_out():
    document = compute(snapshot([(1, "alder", (4, None, 4, 4, None)), (2, "alder", (4, 2, 4, 4, None))]))

    assert rows(document)["alder"]["criteria"]["a2"] == {"mean": "2.0000", "levels": 1, "cannot_tell": 1}
    assert rows(document)["alder"]["criteria"]["b3"] == {"mean": None, "levels": 0, "cannot_tell": 2}


@pytest.mark.parametrize(
    ("alder", "birch", "outcome"),
    [
        ((5, 5, 5, 5, 5), (4, 4, 4, 4, 4), {"kind": "award", "entries": ["alder"]}),
        ((4, 4, 4, 4, 4), (4, 4, 4, 4, 4), {"kind": "shared", "entries": ["alder", "birch"]}),
        ((3, 3, 3, 3, 3), (2, 2, 2, 2, 2), {"kind": "no_award", "entries": []}),
    ],
    ids=["one best", "a tie is shared", "under the line"],
)
def test_the_outcome_follows_from_the_award_line(alder, birch, outcome):
    document = compute(snapshot([(1, "alder", alder), (1, "birch", birch)]))

    assert document["results"]["outcome"] == outcome


def test_an_entry_under_the_line_is_not_shortlisted():
    document = compute(snapshot([(1, "alder", (3, 3, 3, 3, 3)), (2, "alder", (3, 3, 4, 3, 3))]))

    assert rows(document)["alder"]["score"] == "53.7500"
    assert not rows(document)["alder"]["shortlisted"]


def test_the_hash_is_of_the_canonical_json_without_itself_and_names():
    document = compute(snapshot([(1, "alder", (4, 4, 4, 4, 4))]))
    rest = {key: value for key, value in document.items() if key != "sha256"}

    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert document["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert compute({**document, "names": {"alder": "Alder & Sons"}})["sha256"] == document["sha256"]


CARDS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["alder", "birch", "cedar"]),
        st.tuples(*[st.one_of(st.none(), st.integers(1, 5))] * 5).filter(any),
    ),
    unique_by=lambda card: card[:2],
    max_size=15,
)


@given(CARDS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_same_scorecards_in_any_order_give_the_same_bytes_again_and_again(cards, chance: random.Random):
    shuffled = list(cards)
    chance.shuffle(shuffled)
    once = compute(snapshot(cards))

    assert canonical(compute(snapshot(shuffled, ("cedar", "alder", "birch")))) == canonical(once)
    assert canonical(compute(once)) == canonical(once)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: s["scorecards"][0]["levels"].update(a1=6), "not a whole number from 1 to 5"),
        (lambda s: s["scorecards"][0]["levels"].update(a1=True), "not a whole number from 1 to 5"),
        (lambda s: s["scorecards"][0]["levels"].pop("a1"), "not those of the rubric"),
        (lambda s: s["scorecards"].append(s["scorecards"][0]), "more than once"),
        (lambda s: s["entries"].remove("alder"), "no such entry"),
        (lambda s: s["rubric"]["criteria"][0].update(weight=0), "whole weight above zero"),
        (lambda s: s.update(version=3), "not weighted-mean 1 or 2"),
        (lambda s: s.pop("official"), "raw or the adjusted figure is official"),
        (lambda s: s.update(seed="7"), "seed is not a whole number"),
        (lambda s: s.pop("seed"), "it has no seed"),
    ],
    ids=[
        "level 6",
        "true",
        "no answer",
        "twice",
        "no entry",
        "no weight",
        "other method",
        "no rule",
        "odd seed",
        "no seed",
    ],
)
def test_a_snapshot_that_makes_no_sense_is_refused_with_its_place(change, sentence):
    broken = snapshot([(1, "alder", (4, 4, 4, 4, 4))])
    change(broken)

    with pytest.raises(ValueError, match=sentence):
        compute(broken)
