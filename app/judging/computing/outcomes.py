"""Who cannot be told apart, and what the figures propose."""

from app.judging.computing.rows import outcome_by_figures
from app.judging.computing.soundness import Json

Span = tuple[str, int, int]


def tie(rows: list[Json]) -> list[Json]:
    """Name for each entry on the shortlist the others on it whose rank intervals overlap with its own."""
    near = [span for row in rows if row["shortlisted"] and (span := _span(row))]
    for row in rows:
        span = _span(row) if row["shortlisted"] else None
        row["tied_with"] = _meeting(span, near) if span else []
    return rows


def _span(row: Json) -> Span | None:
    interval = row["interval"]
    return (row["entry"], interval["low"], interval["high"]) if interval else None


def _meeting(span: Span, others: list[Span]) -> list[str]:
    own, lowest, highest = span
    return [entry for entry, low, high in others if low <= highest and lowest <= high and entry != own]


def overlap(one: Json, other: Json) -> bool:
    """Tell whether two entries' rank intervals have a rank in common; without an interval nothing is known."""
    if one["interval"] is None or other["interval"] is None:
        return False
    return bool(
        one["interval"]["low"] <= other["interval"]["high"] and other["interval"]["low"] <= one["interval"]["high"]
    )


def outcome_of(rows: list[Json]) -> Json:
    """Propose what the figures say, unless others over the award line overlap with the best: then it is too close."""
    plain = outcome_by_figures(rows)
    best = [row for row in rows if row["entry"] in plain["entries"]]
    close = [row["entry"] for row in rows if row["over_award_line"] and any(row is b or overlap(row, b) for b in best)]
    has_intervals = any(row["interval"] for row in best)
    return {"kind": "too_close", "entries": close} if has_intervals and len(close) > 1 else plain
