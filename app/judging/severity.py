"""How severe each judge is, and what each entry would have got from an average judge.

The model is additive: score = entry − severity + chance, both sides free, fitted by least squares. It asks no judge's
entries to be equally good, as a correction by a judge's own mean would, but it needs entries that link the judges.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite, sqrt
from typing import Any

from app.judging.computing.design import Design, Group, design_of
from app.judging.computing.solving import Matrix, dot, inverse_of, solve

Score = tuple[Hashable, Hashable, Any]


@dataclass(frozen=True)
class Severity:
    """What the additive model finds; without numbers where the design is not connected.

    `entries` are on the scale of the scores, as an average judge would give them; `judges` are points taken off,
    positive for a severe judge, and add up to zero. An entry less a severity is the score that is expected. A constant
    added to one judge's scores moves all entries alike, by its share among the judges, and no difference between them.
    """

    design: Design
    entries: dict[Hashable, float]
    judges: dict[Hashable, float]
    residuals: tuple[float, ...]

    @property
    def connected(self) -> bool:
        """Tell whether entries link every judge with every other."""
        return self.design.is_connected

    @property
    def groups(self) -> tuple[Group, ...]:
        """Name the judges and entries that hang together: one group where the design is connected."""
        return self.design.groups

    @cached_property
    def residual_sd(self) -> float | None:
        """Return how far one score lies from what is expected; None without a spare score, or a connected design."""
        if not self.residuals or self.design.spare < 1:
            return None
        return sqrt(dot(self.residuals, self.residuals) / self.design.spare)

    @cached_property
    def inverse(self) -> Matrix:
        """Return the covariance of the severities for a residual variance of one."""
        return inverse_of(self.design)

    @cached_property
    def standard_errors(self) -> dict[Hashable, float]:
        """Return the standard error of each entry; empty where there is no residual deviation."""
        if self.residual_sd is None:
            return {}
        shares = zip(self.design.entries.names, self.design.panels, strict=True)
        return {name: self.residual_sd * sqrt(self._variance(panel)) for name, panel in shares}

    @cached_property
    def judge_errors(self) -> dict[Hashable, float]:
        """Return the standard error of each severity; empty where there is no residual deviation."""
        if self.residual_sd is None:
            return {}
        names = enumerate(self.design.judges.names)
        return {name: self.residual_sd * sqrt(max(0.0, self.inverse[place][place])) for place, name in names}

    def _variance(self, panel: Iterable[int]) -> float:
        """Return the variance of an entry's figure for a residual variance of one: its own scores', and its judges'."""
        judges = list(panel)
        shared = [self.inverse[one][other] for one in judges for other in judges]
        return 1 / len(judges) + dot(shared, [1.0] * len(shared)) / len(judges) ** 2


def fit(scores: Iterable[Score]) -> Severity:
    """Fit the additive model to (entry, judge, score) triples; a design that is not connected gets no numbers."""
    rows = list(scores)
    values = [float(value) for _, _, value in rows]
    if not all(map(isfinite, values)):
        raise ValueError("a score is not a finite number")
    design = design_of([entry for entry, _, _ in rows], [judge for _, judge, _ in rows])
    return fit_design(design, values)


def fit_design(design: Design, values: list[float], inverse: Matrix | None = None) -> Severity:
    """Fit the additive model to the scores of a design."""
    if not design.is_connected:
        return Severity(design, {}, {}, ())
    entries, judges = solve(design, values, inverse)
    expected = zip(values, design.entries.spread(entries), design.judges.spread(judges), strict=True)
    return Severity(
        design,
        dict(zip(design.entries.names, entries, strict=True)),
        dict(zip(design.judges.names, judges, strict=True)),
        tuple(value - entry + severity for value, entry, severity in expected),
    )
