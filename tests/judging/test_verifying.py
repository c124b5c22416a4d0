import json
from pathlib import Path

import pytest

from app.judging.results import canonical, compute, sha256_of
from app.judging.verifying import Unreadable, find_differences
from tests.judging.test_results import snapshot


def published():
    cards = [(1, "alder", (4, 4, 4, 4, 4)), (2, "alder", (5, 5, 5, 5, 5)), (1, "birch", (2, None, 3, 3, 3))]
    return {**compute(snapshot(cards)), "names": {"alder": "Alder", "birch": "Birch", "cedar": "Cedar"}}


def test_a_published_snapshot_is_found_whole():
    assert find_differences(canonical(published())) == []
    assert find_differences(canonical(published()) + b"\n") == []


def test_a_file_of_version_1_still_recomputes_to_the_same_bytes():
    raw = Path(__file__).with_name("version_1.json").read_bytes()

    assert find_differences(raw) == []
    assert json.loads(raw)["sha256"] == "45c18687cf9dcd7c37105c970f4e25b778059b74220e750c0af45b1fc1af54a9"


def test_a_name_can_be_emptied_without_breaking_it():
    document = published()
    document["names"]["alder"] = ""

    assert find_differences(canonical(document)) == []


def test_a_changed_score_is_named_with_both_figures():
    document = published()
    document["results"]["entries"][0]["score"] = "99.0000"

    found = find_differences(canonical(document))

    assert "The sha256 in the file is not that of its content." in found
    assert 'results.entries[1].score: the file says "99.0000", its scorecards give "87.5000".' in found


def test_a_changed_level_is_found_even_when_the_hash_was_made_anew():
    document = published()
    document["scorecards"][0]["levels"]["a1"] = 5
    document["sha256"] = sha256_of(document)

    assert any("results.entries[1].score" in sentence for sentence in find_differences(canonical(document)))


def test_a_part_that_was_smuggled_in_is_found():
    document = {**published(), "winner": "birch"}
    document["sha256"] = sha256_of(document)

    assert any(sentence.startswith("winner:") for sentence in find_differences(canonical(document)))


def test_another_way_of_writing_the_same_is_said_to_be_just_that():
    found = find_differences(json.dumps(published(), indent=2).encode())

    assert len(found) == 1
    assert "canonical" in found[0]


def test_a_repeated_key_does_not_pass():
    raw = canonical(published())

    assert find_differences(raw[:-1] + b',"version":1}') != []


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe", b"{", b"[]", b'{"a":1}', b"[" * 100_000, b'{"results":{}}', b"1" * 5000],
    ids=["empty", "not utf-8", "cut off", "a list", "other json", "too deep", "no scorecards", "a long number"],
)
def test_what_is_no_snapshot_is_called_unreadable(raw):
    with pytest.raises(Unreadable):
        find_differences(raw)


@pytest.mark.parametrize(
    "change",
    [
        {"scorecards": 3},
        {"scorecards": [3]},
        {"scorecards": [{}]},
        {"entries": [{}]},
        {"rubric": []},
        {"lines": {"shortlist": "x", "award": "y"}},
        {"seed": float("nan")},
    ],
    ids=["number", "list of numbers", "empty card", "odd entry", "odd rubric", "odd lines", "not a number"],
)
def test_a_misshapen_snapshot_is_a_difference_and_never_a_crash(change):
    raw = json.dumps({**published(), **change}).encode()

    assert find_differences(raw)[0].startswith("It cannot be recomputed")
