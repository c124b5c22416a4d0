"""The scores of a category as one table, and what the additive model makes of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt

from app.judging.computing.design import Design, design_of
from app.judging.computing.rows import weights_of
from app.judging.computing.soundness import Json
from app.judging.scoring import score
from app.judging.severity import Severity, fit_design

FEWEST_SHEETS = 5
POINTS_A_LEVEL = 25

Levels = Mapping[str, int | None]


@dataclass(frozen=True)
class Table:
    """Every scorecard of a category, by entry and judge."""

    cards: list[Json]
    weights: dict[str, int]
    values: list[float]

    @cached_property
    def design(self) -> Design:
        """Return who scored what."""
        return design_of([card["entry"] for card in self.cards], [card["judge"] for card in self.cards])

    def values_by(self, weights: Mapping[str, int]) -> list[float]:
        """Return what each card would score with other weights."""
        return scores_by(weights, self.cards)

    def without(self, judge: int) -> "Table":
        """Leave out one judge's scorecards."""
        kept = [place for place, card in enumerate(self.cards) if card["judge"] != judge]
        return Table([self.cards[place] for place in kept], self.weights, [self.values[place] for place in kept])

    @cached_property
    def model(self) -> Severity:
        """Fit the additive model."""
        return fit_design(self.design, self.values)

    @property
    def sheets(self) -> dict[int, int]:
        """Count each judge's scorecards."""
        sides = zip(self.design.judges.names, self.design.judges.counts, strict=True)
        return dict(sorted(sides))  # type: ignore[arg-type]

    @property
    def few_sheets(self) -> list[int]:
        """List the judges with too few scorecards for a severity of their own."""
        return [judge for judge, count in self.sheets.items() if count < FEWEST_SHEETS]

    @property
    def refused(self) -> str | None:
        """Say why the additive model is not to be believed here: no link between judges, or too few scorecards."""
        if not self.design.is_connected:
            return "disconnected"
        return "thin" if self.few_sheets or self.design.spare < 1 else None

    @cached_property
    def means(self) -> dict[str, float]:
        """Average each entry's scores."""
        return self.by_entry(self.design.entries.means(self.values))

    @property
    def adjusted(self) -> dict[str, float]:
        """Return what an average judge would give each entry; empty where the model is refused."""
        return {} if self.refused else dict(self.model.entries)  # type: ignore[arg-type]

    def by_entry(self, figures: list[float]) -> dict[str, float]:
        """Name figures by their entries."""
        return dict(zip(self.design.entries.names, figures, strict=True))  # type: ignore[arg-type]

    def each(self, summary: Callable[[list[float]], float]) -> dict[str, float]:
        """Sum up each entry's scores in a figure."""
        arranged = self.design.entries.arrange(self.values)
        return self.by_entry([summary(list(arranged[run])) for run in self.design.entries.runs])

    @cached_property
    def apart(self) -> list[float]:
        """Return how far each score lies from the mean of its entry."""
        means = self.design.entries.spread(self.design.entries.means(self.values))
        return [value - mean for value, mean in zip(self.values, means, strict=True)]

    @property
    def spare(self) -> int:
        """Count the scores beyond the first of each entry."""
        return len(self.values) - len(self.design.entries.names)

    @cached_property
    def rounding(self) -> float:
        """Return how far a score lies from the truth because levels are whole: no figure is surer than that."""
        squares = fsum(weight * weight for weight in self.weights.values())
        return POINTS_A_LEVEL * sqrt(squares / 12) / fsum(self.weights.values())

    @cached_property
    def raw_errors(self) -> dict[str, float]:
        """Return the standard errors of the means, from how far scores of one entry lie apart; empty without two."""
        if self.spare < 1:
            return {}
        deviation = max(self.rounding, sqrt(fsum(gap * gap for gap in self.apart) / self.spare))
        return self.by_entry([deviation / sqrt(count) for count in self.design.entries.counts])

    @cached_property
    def adjusted_errors(self) -> dict[str, float]:
        """Return the standard errors of the adjusted figures; empty where the model is refused."""
        if self.refused or not self.model.residual_sd:
            return self.by_entry([self.rounding] * len(self.design.entries.names)) if not self.refused else {}
        scale = max(1.0, self.rounding / self.model.residual_sd)
        return {str(entry): error * scale for entry, error in self.model.standard_errors.items()}


def table_of(document: Json) -> Table:
    """Read the table of a document."""
    cards, weights = document["scorecards"], weights_of(document)
    return Table(cards, weights, scores_by(weights, cards))


def scores_by(weights: Mapping[str, int], cards: list[Json]) -> list[float]:
    """Score each card by these weights."""
    return [score(weights, card["levels"]) for card in cards]
