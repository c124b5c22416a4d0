"""The record of a decision that anybody can check: made and checked by plain functions of the document.

The hash is taken of the canonical JSON of everything but `sha256` itself and `names`. The record holds the hash of the
result it rests on, and the choices of a tie-break with what was worked out from them.
"""

import json

from app.judging.deciding.pairs import Choice
from app.judging.deciding.tallying import PRIOR, stand
from app.judging.results import Json, canonical, sha256_of

KIND, VERSION = "decision-record", 1
METHOD = "bradley-terry"
MOST_TIED = 200
TOLD = ("season", "category", "result")


def record_of(facts: Json, choices: list[Choice] | None, tied: list[str]) -> Json:
    """Make a record from what is known of a decision; without a tie-break `choices` is None."""
    tie_break = None if choices is None else tie_break_of(tied, [_written(choice) for choice in choices])
    document = {"kind": KIND, "version": VERSION, **facts, "tie_break": tie_break}
    return {**document, "sha256": sha256_of(document)}


def tie_break_of(entries: list[str], votes: list[Json]) -> Json:
    """Work out what the votes of a tie-break amount to."""
    choices = [Choice(vote["judge"], vote["winner"], vote["loser"]) for vote in votes]
    return {
        "method": METHOD,
        "prior": str(PRIOR),
        "entries": sorted(entries),
        "votes": [_written(choice) for choice in sorted(choices, key=_order)],
        "standings": [
            {"entry": row.entry, "won": row.won, "lost": row.lost, "strength": row.strength}
            for row in stand(sorted(entries), choices)
        ],
    }


def is_record(document: object) -> bool:
    """Tell whether a document is the record of a decision."""
    return isinstance(document, dict) and document.get("kind") == KIND


def find_faults(raw: bytes) -> list[str]:
    """List how a record differs from what its own votes and content give; empty when every byte agrees."""
    document = json.loads(raw.decode("utf-8"))
    try:
        return _compared(raw, document)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        return ["It cannot be recomputed: a part of it is missing or has the wrong shape."]


def _compared(raw: bytes, document: Json) -> list[str]:
    _require_told(document)
    expected = {**document, "tie_break": _recomputed(document["tie_break"])}
    expected["sha256"] = sha256_of(expected)
    faults = []
    if document["tie_break"] != expected["tie_break"]:
        faults.append("The standings of the tie-break are not what its votes give.")
    if sha256_of(document) != document.get("sha256"):
        faults.append("The sha256 in the file is not that of its content.")
    if not faults and raw.strip(b"\r\n") != canonical(expected):
        faults.append("The content agrees, but it is not written in the canonical way (order of keys, spaces).")
    return faults


def _require_told(document: Json) -> None:
    """Refuse a record that does not say what it is about, or whose tie-break nobody could have judged."""
    season, category, result = (document[name] for name in TOLD)
    if not all(isinstance(each, str) for each in (season, category, result["sha256"], result["file"])):
        raise TypeError
    tie_break = document["tie_break"] or {"entries": [], "votes": []}
    compared = {vote[side] for vote in tie_break["votes"] for side in ("winner", "loser")}
    if len({*tie_break["entries"], *compared}) > MOST_TIED:
        raise ValueError


def _recomputed(tie_break: Json | None) -> Json | None:
    return None if tie_break is None else tie_break_of(tie_break["entries"], tie_break["votes"])


def _written(choice: Choice) -> Json:
    return {"judge": choice.judge, "winner": choice.winner, "loser": choice.loser}


def _order(choice: Choice) -> tuple[int, str, str]:
    return choice.judge, choice.winner, choice.loser
