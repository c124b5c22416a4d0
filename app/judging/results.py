"""From a snapshot of scorecards to a result that anyone can recompute.

`compute` is a pure function on the standard library. The hash is taken of the canonical JSON of everything
but `sha256` itself and `names`, which may be emptied later without breaking it.
"""

import hashlib
import json
from collections import Counter
from decimal import Decimal
from typing import Any

from app.judging.scoring import four_places, mean, rank, score

METHOD = "weighted-mean"
VERSION = 1
OUTSIDE_THE_HASH = frozenset({"sha256", "names"})
GIVEN = frozenset({"method", "version", "seed", "season", "category", "rubric", "lines", "entries", "scorecards"})

Json = dict[str, Any]


def canonical(document: Json) -> bytes:
    """Write JSON the one way that is hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def sha256_of(document: Json) -> str:
    """Hash a document without its own hash and without names."""
    hashed = {key: value for key, value in document.items() if key not in OUTSIDE_THE_HASH}
    return hashlib.sha256(canonical(hashed)).hexdigest()


def compute(snapshot: Json) -> Json:
    """Compute the result of a category; what the snapshot already says about results is left out of account."""
    require_sound(snapshot)
    document = {key: snapshot[key] for key in sorted(GIVEN)}
    document["scorecards"] = sorted(snapshot["scorecards"], key=lambda card: (card["entry"], card["judge"]))
    document["entries"] = sorted(snapshot["entries"])
    document["results"] = results_of(document)
    document["sha256"] = sha256_of(document)
    return document


def results_of(document: Json) -> Json:
    """Rank the entries and say what follows from the lines."""
    cards: dict[str, list[Json]] = {entry: [] for entry in document["entries"]}
    for card in document["scorecards"]:
        cards[card["entry"]].append(card)
    rows = [result_of_entry(entry, cards[entry], document) for entry in document["entries"]]
    ranks = rank({row["entry"]: row["score"] for row in rows if row["score"] is not None})
    for row in rows:
        row["rank"] = ranks.get(row["entry"])
    rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or 0, row["entry"]))
    return {"entries": rows, "outcome": outcome_of(rows)}


def result_of_entry(entry: str, cards: list[Json], document: Json) -> Json:
    """Score one entry from its scorecards; without any it has no score, which is not zero."""
    weights = {criterion["code"]: criterion["weight"] for criterion in document["rubric"]["criteria"]}
    raw = [score(weights, card["levels"]) for card in cards]
    figure = four_places(mean(raw)) if raw else None
    lines = {name: Decimal(line) for name, line in document["lines"].items()}
    return {
        "entry": entry,
        "score": figure,
        "judges": len(cards),
        "scores": [{"judge": c["judge"], "score": four_places(s)} for c, s in zip(cards, raw, strict=True)],
        "spread": four_places(max(raw) - min(raw)) if raw else None,
        "criteria": {code: result_of_criterion(code, cards) for code in weights},
        "shortlisted": figure is not None and Decimal(figure) >= lines["shortlist"],
        "over_award_line": figure is not None and Decimal(figure) >= lines["award"],
    }


def result_of_criterion(code: str, cards: list[Json]) -> Json:
    """Average the levels given to one criterion and count the answers that had none."""
    levels = [card["levels"][code] for card in cards if card["levels"].get(code) is not None]
    return {
        "mean": four_places(mean(levels)) if levels else None,
        "levels": len(levels),
        "cannot_tell": len(cards) - len(levels),
    }


def outcome_of(rows: list[Json]) -> Json:
    """Say what the figures propose: the best over the award line, shared when they are equal, or no award."""
    best = [row["entry"] for row in rows if row["rank"] == 1 and row["over_award_line"]]
    kind = {0: "no_award", 1: "award"}.get(len(best), "shared")
    return {"kind": kind, "entries": best}


def require_sound(snapshot: Json) -> None:
    """Refuse a snapshot that cannot be computed, saying where it is wrong."""
    missing = sorted(GIVEN - snapshot.keys())
    if missing:
        raise ValueError(f"it has no {', '.join(missing)}")
    if (snapshot["method"], snapshot["version"]) != (METHOD, VERSION):
        raise ValueError(f"it was made by method {snapshot['method']} {snapshot['version']}, not {METHOD} {VERSION}")
    weights = {criterion["code"]: criterion["weight"] for criterion in snapshot["rubric"]["criteria"]}
    if not weights or any(type(weight) is not int or weight < 1 for weight in weights.values()):
        raise ValueError("every criterion needs a whole weight above zero")
    require_unique(snapshot["entries"], "entry {} is listed more than once")
    require_unique(
        [(card["judge"], card["entry"]) for card in snapshot["scorecards"]],
        "judge {0[0]} scored entry {0[1]} more than once",
    )
    for card in snapshot["scorecards"]:
        require_sound_card(card, set(snapshot["entries"]), set(weights))


def require_unique(values: list[Any], sentence: str) -> None:
    """Refuse what is listed twice."""
    for value, times in Counter(values).items():
        if times > 1:
            raise ValueError(sentence.format(value))


def require_sound_card(card: Json, entries: set[str], criteria: set[str]) -> None:
    """Refuse a scorecard of an unknown entry or criterion, or with anything but whole levels from 1 to 5."""
    place = f"judge {card['judge']} on entry {card['entry']}"
    if card["entry"] not in entries:
        raise ValueError(f"{place}: there is no such entry")
    if card["levels"].keys() != criteria:
        raise ValueError(f"{place}: the criteria are not those of the rubric")
    for code, level in card["levels"].items():
        if level is not None and (type(level) is not int or level not in range(1, 6)):
            raise ValueError(f"{place}: level {level} of {code} is not a whole number from 1 to 5")
