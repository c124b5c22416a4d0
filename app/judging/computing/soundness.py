"""Whether a snapshot can be computed at all, and where not."""

from collections import Counter
from typing import Any

Json = dict[str, Any]

METHOD = "weighted-mean"
FIRST, SECOND = 1, 2
ALWAYS = frozenset({"method", "version", "seed", "season", "category", "rubric", "lines", "entries", "scorecards"})
GIVEN = {FIRST: ALWAYS, SECOND: ALWAYS | {"official"}}


def require_sound(snapshot: Json) -> None:
    """Refuse a snapshot that cannot be computed, saying where it is wrong."""
    require_known_method(snapshot)
    weights = {criterion["code"]: criterion["weight"] for criterion in snapshot["rubric"]["criteria"]}
    if not weights or any(type(weight) is not int or weight < 1 for weight in weights.values()):
        raise ValueError("every criterion needs a whole weight above zero")
    require_unique(snapshot["entries"], "entry {} is listed more than once")
    require_unique(
        [(card["judge"], card["entry"]) for card in snapshot["scorecards"]],
        "judge {0[0]} scored entry {0[1]} more than once",
    )
    entries, criteria = set(snapshot["entries"]), set(weights)
    for card in snapshot["scorecards"]:
        require_sound_card(card, entries, criteria)


def require_known_method(snapshot: Json) -> None:
    """Refuse a snapshot of a method that is not ours, or without what its version is computed from."""
    if missing := sorted(ALWAYS - snapshot.keys()):
        raise ValueError(f"it has no {', '.join(missing)}")
    if snapshot["method"] != METHOD or snapshot["version"] not in GIVEN:
        raise ValueError(f"it was made by method {snapshot['method']} {snapshot['version']}, not {METHOD} 1 or 2")
    if snapshot["version"] == FIRST:
        return
    if snapshot.get("official") not in ("raw", "adjusted"):
        raise ValueError("it does not say whether the raw or the adjusted figure is official")
    if type(snapshot["seed"]) is not int:
        raise ValueError("the seed is not a whole number")


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
