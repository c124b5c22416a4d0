"""A result as the command line shows it: the ranking in a table, then what it can and cannot tell."""

from collections.abc import Mapping

from app.judging.computing import sentences
from app.judging.computing.soundness import Json
from app.judging.scoring import shown

HEAD = ("rank", "90 %", "official", "raw", "adjusted", "judges")


def plain(sentence: str) -> str:
    """Leave out what a stranger's file could make a terminal do."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in sentence)


def tell(document: Json, names: Mapping[str, str]) -> str:
    """Write a result out for whoever runs the command."""
    results = document["results"]
    rows = [(*_cells(row), names[row["entry"]]) for row in results["entries"]]
    said = [
        sentences.tell_rule(document),
        sentences.tell_adjustment(results),
        sentences.tell_outcome(results, names),
        sentences.tell_agreement(results),
        sentences.tell_steadiness(results),
    ]
    lines = ["".join(f"{cell:>10}" for cell in row[:-1]) + f"  {row[-1]}" for row in [(*HEAD, "entry"), *rows]]
    return "\n".join([*lines, "", *(f"  {sentence}" for sentence in said)])


def _cells(row: Json) -> tuple[str, ...]:
    interval, error = row["interval"], row["standard_error"]
    return (
        str(row["rank"] or "–"),
        f"{interval['low']} to {interval['high']}" if interval else "–",
        shown(row["score"], error),
        shown(row["raw"], error),
        shown(row["adjusted"], error),
        str(row["judges"]),
    )
