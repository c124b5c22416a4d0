"""Whether the same entries would be best if something had been otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.judging.results import Json

FIGURES = (("raw", "The mean of the scores"), ("adjusted", "Adjusted for severity"), ("median", "The median"))


@dataclass(frozen=True)
class Change:
    """One thing that could have been otherwise: which entries are best then, or that none can be told."""

    title: str
    best: tuple[str, ...]
    is_same: bool
    shift: int | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether there is an answer at all."""
        return bool(self.best)


@dataclass(frozen=True)
class Kind:
    """Changes of one kind."""

    title: str
    changes: list[Change]

    @property
    def told(self) -> list[Change]:
        """List the changes that have an answer."""
        return [change for change in self.changes if change.is_told]

    @property
    def same(self) -> int:
        """Count the changes that leave the same entries best."""
        return sum(change.is_same for change in self.told)

    @property
    def largest_shift(self) -> int | None:
        """Return by how many ranks an entry moves at most; None where it is not told."""
        return max((change.shift for change in self.told if change.shift is not None), default=None)


def kinds_of(results: Json, titles: Mapping[str, str], criteria: Sequence[tuple[str, str]]) -> list[Kind]:
    """Set out every change that the result was tried against."""
    best = {row["entry"] for row in results["entries"] if row["rank"] == 1}
    parts, weighed = results["sensitivity"], dict(criteria)
    judges = [(f"Without judge no. {row['judge']}", row) for row in parts["leave_one_judge_out"]]
    weights = [(f"{weighed[row['criterion']]} {row['percent']:+} %", row) for row in parts["weights"]]
    return [
        Kind("One judge left out", list(_changes(judges, best, titles))),
        Kind("One weight a fifth up or down", list(_changes(weights, best, titles))),
        Kind("Another figure", list(_changes(_figures(parts["figure"]), best, titles))),
    ]


def _figures(figure: Mapping[str, list[str] | None]) -> list[tuple[str, Json]]:
    return [(title, {"best": figure[name] or []}) for name, title in FIGURES]


def _changes(rows: Sequence[tuple[str, Json]], best: set[str], titles: Mapping[str, str]) -> Iterator[Change]:
    for title, row in rows:
        names = tuple(titles[entry] for entry in row["best"])
        yield Change(title.replace("-", "−"), names, set(row["best"]) == best, row.get("largest_shift"))
