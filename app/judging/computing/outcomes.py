"""Who cannot be told apart, and what the figures propose."""

from app.judging.computing.rows import outcome_by_figures
from app.judging.computing.soundness import Json


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
