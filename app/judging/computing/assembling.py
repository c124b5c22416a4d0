"""The results of a document, version 2: official figures with their errors, and what they cannot tell."""

from collections.abc import Mapping
from statistics import median
from typing import Any

from app.judging.agreement import krippendorff_alpha
from app.judging.computing.drawing import draw_adjusted, draw_raw, intervals, rank_intervals
from app.judging.computing.outcomes import outcome_of
from app.judging.computing.rows import over_lines, place_of, rows_of
from app.judging.computing.sensitivity import ranks_of, sensitivity_of
from app.judging.computing.soundness import Json
from app.judging.computing.table import Table, table_of
from app.judging.scoring import steady_places


def results_of(document: Json) -> Json:
    """Compute everything a result says."""
    table = table_of(document)
    official = document["official"] if not table.refused else "raw"
    draws = [] if table.refused else list(draw_adjusted(table, document["seed"]))
    ranked = [figures for figures, _ in draws] if official == "adjusted" else draw_raw(table, document["seed"])
    spans = dict(zip(table.design.entries.names, rank_intervals(ranked), strict=False))
    rows = _rows(document, table, official, spans)
    return {
        "official": official,
        "adjustment": _adjustment(table),
        "entries": rows,
        "outcome": outcome_of(rows),
        "agreement": _agreement(table),
        "severity": _severities(table, intervals(severities for _, severities in draws)),
        "sensitivity": sensitivity_of(table, official),
    }


def places(figure: float | None) -> str | None:
    """Write a figure that may be missing."""
    return None if figure is None else steady_places(figure)


def _rows(document: Json, table: Table, official: str, spans: Mapping[Any, tuple[int, int]]) -> list[Json]:
    adjusted, medians = table.adjusted, table.each(median)
    raw_ranks, adjusted_ranks = ranks_of(table.means), ranks_of(adjusted)
    errors = table.adjusted_errors if official == "adjusted" else table.raw_errors
    ranks = adjusted_ranks if official == "adjusted" else raw_ranks
    rows = []
    for row in rows_of(document):
        entry = row["entry"]
        figures = {"raw": row["score"], "adjusted": places(adjusted.get(entry))}
        rows.append(
            {
                **row,
                **figures,
                **over_lines(figures[official], document),
                "score": figures[official],
                "rank": ranks.get(entry),
                "standard_error": places(errors.get(entry)),
                "raw_rank": raw_ranks.get(entry),
                "adjusted_rank": adjusted_ranks.get(entry),
                "median": places(medians.get(entry)),
                "interval": interval_of(spans.get(entry), ranks.get(entry)),
            }
        )
    return sorted(rows, key=place_of)


def interval_of(span: tuple[int, int] | None, rank: int | None) -> Json | None:
    """Return the interval of a rank, which always holds the rank itself."""
    if span is None or rank is None:
        return None
    return {"low": min(span[0], rank), "high": max(span[1], rank)}


def _adjustment(table: Table) -> Json:
    """Say whether the adjusted figure may be used, or name the missing links."""
    groups = [sorted(group.judges) for group in table.design.groups]  # type: ignore[type-var]
    return {
        "refused": table.refused if table.cards else "disconnected",
        "groups": sorted(groups) if len(groups) > 1 else [],
        "few_sheets": table.few_sheets,
        "residual_sd": None if table.refused else places(table.model.residual_sd),
    }


def _agreement(table: Table) -> Json:
    """Compute Krippendorff's alpha of the scores and of each criterion's levels, on the interval metric."""
    return {
        "overall": places(_alpha(table, table.values)),
        "criteria": {
            code: places(_alpha(table, [card["levels"][code] for card in table.cards])) for code in table.weights
        },
    }


def _alpha(table: Table, values: list[Any]) -> float | None:
    """Set values out by judge and entry."""
    ratings: list[list[Any]] = [[None] * len(table.design.entries.names) for _ in table.design.judges.names]
    for judge, entry, value in zip(table.design.judges.of, table.design.entries.of, values, strict=True):
        ratings[judge][entry] = value
    return krippendorff_alpha(ratings, "interval")


def _severities(table: Table, spans: list[tuple[float, float]]) -> list[Json]:
    """List how severe each judge is, with 90 % intervals; without figures where the model is refused."""
    found = {} if table.refused else table.model.judges
    limits = dict(zip(table.design.judges.names, spans, strict=False))
    return [
        {
            "judge": judge,
            "sheets": sheets,
            "severity": places(found.get(judge)),
            "low": places(limits[judge][0]) if judge in limits else None,
            "high": places(limits[judge][1]) if judge in limits else None,
        }
        for judge, sheets in table.sheets.items()
    ]
