"""What a result says, in sentences: by entries' names, by judges' numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.judging.computing.soundness import Json
from app.judging.computing.table import FEWEST_SHEETS

FIGURES = {"raw": "the mean of the judges’ scores", "adjusted": "the score adjusted for how severe each judge is"}
Names = Mapping[str, str]


def tell_rule(document: Json) -> str:
    """Say which figure is official, and that it was chosen beforehand or had to give way."""
    chosen, used = document["official"], document["results"]["official"]
    if chosen == used:
        return f"Official is {FIGURES[used]}, as fixed before judging opened."
    return f"Official is {FIGURES[used]}: {FIGURES[chosen]} was chosen, but these scorecards do not carry it."


def tell_adjustment(results: Json) -> str:
    """Say why there is no adjusted figure, naming the missing links; or how far a score lies from what is expected."""
    adjustment = results["adjustment"]
    if adjustment["refused"] == "disconnected":
        return _tell_groups(adjustment["groups"])
    if adjustment["refused"] == "thin":
        return _tell_thin(adjustment["few_sheets"])
    deviation = Decimal(adjustment["residual_sd"]).quantize(Decimal(1))
    return (
        f"Severity can be adjusted for: beyond it, a single score lies about {deviation} points from what is expected."
    )


def _tell_groups(groups: Sequence[Sequence[int]]) -> str:
    if not groups:
        return "Nothing is adjusted for severity: there is no scorecard yet."
    parts = "; ".join(_judges(group) for group in groups)
    return (
        "Nothing is adjusted for severity, for some judges share no entry with the others, not even through third "
        f"ones: {parts}. An entry scored by judges of two groups would link them."
    )


def _tell_thin(few: Sequence[int]) -> str:
    if not few:
        return "Nothing is adjusted for severity: the scorecards only just link the judges and leave no error to tell."
    return (
        f"Nothing is adjusted for severity: {_judges(few)} submitted fewer than {FEWEST_SHEETS} scorecards, too few to "
        "tell how severe one is."
    )


def tell_outcome(results: Json, names: Names) -> str:
    """Say what the figures propose."""
    kind, entries = results["outcome"]["kind"], [names[entry] for entry in results["outcome"]["entries"]]
    if kind == "no_award":
        return "No entry reaches the award line: no award."
    if kind == "too_close":
        return f"Too close to call: these scores cannot tell which of {listed(entries)} is best."
    if kind == "shared":
        return f"The best are equal: {listed(entries)}."
    unsure = (
        "" if _has_interval(results, results["outcome"]["entries"][0]) else ", as far as figures without an error go"
    )
    return f"The best is {entries[0]}{unsure}."


def _has_interval(results: Json, entry: str) -> bool:
    return any(row["interval"] for row in results["entries"] if row["entry"] == entry)


def tell_agreement(results: Json) -> str:
    """Say how far judges agree."""
    overall = results["agreement"]["overall"]
    if overall is None:
        return "How far judges agree cannot be told: too few scored the same entry, or every score is the same."
    alpha = Decimal(overall).quantize(Decimal("0.01"))
    return f"Agreement of the judges (Krippendorff’s alpha): {alpha}, where 1 is full agreement and 0 is chance."


def tell_steadiness(results: Json) -> str:
    """Say how steady the best are under changes of judge, weight and figure."""
    steady = results["sensitivity"]["steady"]
    if steady is None:
        return "There is nothing to compare yet."
    share = (Decimal(steady) * 100).quantize(Decimal(1))
    return f"Leaving out a judge, a weight 20 % up or down, or another figure: the same are best in {share} % of these."


def listed(words: Sequence[str]) -> str:
    """Join words as people do."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _judges(numbers: Sequence[int]) -> str:
    return f"judge{'s' if len(numbers) > 1 else ''} no. {listed([str(number) for number in numbers])}"
