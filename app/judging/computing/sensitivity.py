"""Who would be best if something had been otherwise: without a judge, with other weights, by another figure."""

from collections.abc import Mapping
from statistics import median

from app.judging.computing.solving import solve
from app.judging.computing.soundness import Json
from app.judging.computing.table import Table
from app.judging.scoring import rank, steady_places

PERCENTS = (20, -20)


def sensitivity_of(table: Table, official: str) -> Json:
    """Set out how steady the best entries are under changes that nobody could call wrong."""
    ranks = ranks_of(table.adjusted if official == "adjusted" else table.means)
    parts: Json = {
        "leave_one_judge_out": [_without(table, judge, official, ranks) for judge in table.sheets],
        "weights": [_weighted(table, code, percent, official, ranks) for code in table.weights for percent in PERCENTS],
        "figure": _by_figures(table),
    }
    return {**parts, "steady": _steady(parts, _best(ranks))}


def ranks_of(figures: Mapping[str, float]) -> dict[str, int]:
    """Rank entries by their figures as printed."""
    return rank({entry: steady_places(figure) for entry, figure in figures.items()})


def _best(ranks: Mapping[str, int]) -> list[str]:
    return sorted(entry for entry, place in ranks.items() if place == 1)


def _compared(figures: Mapping[str, float], ranks: Mapping[str, int]) -> Json:
    """Name the best and the largest shift of a rank; nothing where there are no figures."""
    found = ranks_of(figures)
    shifts = [abs(place - ranks[entry]) for entry, place in found.items()]
    return {"best": _best(found), "largest_shift": max(shifts, default=None)}


def _without(table: Table, judge: int, official: str, ranks: Mapping[str, int]) -> Json:
    """Leave a judge out; the adjusted figure has no answer where the others no longer hang together."""
    rest = table.without(judge)
    figures: Mapping[str, float] = rest.means if rest.cards else {}
    if official == "adjusted":
        figures = dict(rest.model.entries)  # type: ignore[arg-type]
    return {"judge": judge, **_compared(figures, ranks)}


def _weighted(table: Table, code: str, percent: int, official: str, ranks: Mapping[str, int]) -> Json:
    weights = {each: weight * (100 + percent * (each == code)) for each, weight in table.weights.items()}
    values, design = table.values_by(weights), table.design
    figures = solve(design, values, table.model.inverse)[0] if official == "adjusted" else design.entries.means(values)
    return {"criterion": code, "percent": percent, **_compared(table.by_entry(figures), ranks)}


def _by_figures(table: Table) -> Json:
    return {
        "raw": _best(ranks_of(table.means)),
        "adjusted": _best(ranks_of(table.adjusted)) if table.adjusted else None,
        "median": _best(ranks_of(table.each(median))),
    }


def _steady(parts: Json, best: list[str]) -> str | None:
    """Return the share of the changes that leave the same entries best, those without an answer left out."""
    found = [row["best"] for row in [*parts["leave_one_judge_out"], *parts["weights"]]] + list(parts["figure"].values())
    told = [each for each in found if each]
    return steady_places(sum(each == best for each in told) / len(told)) if told else None
