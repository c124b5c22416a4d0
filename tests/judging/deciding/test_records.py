"""A record of somebody else's making is told apart in a sentence, and soon."""

import json

import pytest

from app.judging.deciding.records import find_faults, record_of, tie_break_of
from app.judging.results import canonical, sha256_of

FACTS = {"season": "2026", "category": "support-hero", "result": {"sha256": "0" * 64, "file": "/winners/x.json"}}
VOTE = {"judge": 1, "winner": "alder", "loser": "birch"}


def written(**changed):
    document = {**record_of(FACTS, None, []), **changed}
    return canonical({**document, "sha256": sha256_of(document)})


def test_a_whole_record_verifies():
    assert find_faults(written()) == []
    assert find_faults(written(tie_break=tie_break_of(["alder", "birch"], [VOTE]))) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"season": None},
        {"category": ["support-hero"]},
        {"result": []},
        {"result": {"sha256": "0" * 64}},
        {"tie_break": {"entries": [f"e{number}" for number in range(4000)], "votes": []}},
        {
            "tie_break": {
                "entries": [],
                "votes": [{"judge": 1, "winner": f"e{number}", "loser": "e"} for number in range(4000)],
            }
        },
    ],
    ids=["no season", "a list for a name", "a list for the result", "half a result", "entries", "votes"],
)
def test_what_is_missing_or_was_never_judged_is_said_at_once(changed):
    assert find_faults(written(**changed)) == [
        "It cannot be recomputed: a part of it is missing or has the wrong shape."
    ]


TIE = tie_break_of(["alder", "birch"], [VOTE])


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"sha256": "0" * 64}, "The sha256 in the file is not that of its content."),
        ({"tie_break": {**TIE, "standings": TIE["standings"][::-1]}}, "The standings of the tie-break"),
        ({"tie_break": {**TIE, "prior": "0.1"}}, "The standings of the tie-break"),
    ],
    ids=["hash", "order", "prior"],
)
def test_what_was_changed_is_named_also_where_the_hash_was_made_anew(said, fault):
    raw = canonical({**json.loads(written(**said)), **said})

    assert [sentence.startswith(fault) for sentence in find_faults(raw)] == [True]


def test_a_record_without_what_it_is_about_is_no_traceback():
    document = {"kind": "decision-record", "version": 1, "tie_break": None}

    assert find_faults(canonical({**document, "sha256": sha256_of(document)})) != []


@pytest.mark.parametrize("smuggled", ['"\\ud800"', "NaN"], ids=["half a character", "no number"])
@pytest.mark.parametrize("place", ["{", '"tie_break":{'], ids=["beside the hash", "in the tie-break"])
def test_what_cannot_be_written_is_no_traceback(place, smuggled):
    raw = written(tie_break=tie_break_of(["alder", "birch"], [VOTE])).replace(
        place.encode(), f'{place}"names":{smuggled},'.encode(), 1
    )

    assert find_faults(raw) != []
