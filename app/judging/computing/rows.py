"""The weighted means of a document, entry by entry: all of version 1, and the raw figures of version 2."""

from decimal import Decimal

from app.judging.computing.soundness import Json
from app.judging.scoring import four_places, mean, rank, score


def weighted_means(document: Json) -> Json:
    """Rank the entries by their weighted means and say what follows from the lines (version 1)."""
    rows = rows_of(document)
    ranks = rank({row["entry"]: row["score"] for row in rows if row["score"] is not None})
    for row in rows:
        row["rank"] = ranks.get(row["entry"])
    rows.sort(key=place_of)
    return {"entries": rows, "outcome": outcome_by_figures(rows)}


def rows_of(document: Json) -> list[Json]:
    """Score every entry from its scorecards."""
    cards: dict[str, list[Json]] = {entry: [] for entry in document["entries"]}
    for card in document["scorecards"]:
        cards[card["entry"]].append(card)
    return [row_of(entry, cards[entry], document) for entry in document["entries"]]


def row_of(entry: str, cards: list[Json], document: Json) -> Json:
    """Score one entry from its scorecards; without any it has no score, which is not zero."""
    weights = weights_of(document)
    raw = [score(weights, card["levels"]) for card in cards]
    figure = four_places(mean(raw)) if raw else None
    return {
        "entry": entry,
        "score": figure,
        "judges": len(cards),
        "scores": [{"judge": c["judge"], "score": four_places(s)} for c, s in zip(cards, raw, strict=True)],
        "spread": four_places(max(raw) - min(raw)) if raw else None,
        "criteria": {code: row_of_criterion(code, cards) for code in weights},
        **over_lines(figure, document),
    }


def row_of_criterion(code: str, cards: list[Json]) -> Json:
    """Average the levels given to one criterion and count the answers that had none."""
    levels = [card["levels"][code] for card in cards if card["levels"].get(code) is not None]
    return {
        "mean": four_places(mean(levels)) if levels else None,
        "levels": len(levels),
        "cannot_tell": len(cards) - len(levels),
    }


def weights_of(document: Json) -> dict[str, int]:
    """Return the weight of each criterion, in the rubric's order."""
    return {criterion["code"]: criterion["weight"] for criterion in document["rubric"]["criteria"]}


def over_lines(figure: str | None, document: Json) -> Json:
    """Say which lines a figure reaches."""
    lines = {name: Decimal(line) for name, line in document["lines"].items()}
    return {
        "shortlisted": figure is not None and Decimal(figure) >= lines["shortlist"],
        "over_award_line": figure is not None and Decimal(figure) >= lines["award"],
    }


def place_of(row: Json) -> tuple[bool, int, str]:
    """Order rows by rank, those without one last."""
    return row["rank"] is None, row["rank"] or 0, row["entry"]


def outcome_by_figures(rows: list[Json]) -> Json:
    """Say what the figures propose: the best over the award line, shared when they are equal, or no award."""
    best = [row["entry"] for row in rows if row["rank"] == 1 and row["over_award_line"]]
    kind = {0: "no_award", 1: "award"}.get(len(best), "shared")
    return {"kind": kind, "entries": best}
