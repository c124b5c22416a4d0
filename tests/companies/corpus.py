"""What people type and what they mean, looked up amid a large register."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.companies.files import Line, Rejected, read_companies
from app.companies.importing import Imported, import_companies
from app.companies.queries import look_up
from tests.companies.invented import invent

FOLDER = Path(__file__).parent
FIRST, FIVE = 1, 5


@dataclass(frozen=True)
class Case:
    """Something typed, with the name of the company that was meant."""

    typed: str
    meant: str
    kind: str


@dataclass
class Recall:
    """How often the right company came first, and among the first five, for each kind."""

    asked: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    five: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Case, list[str]]] = field(default_factory=list)

    @property
    def at_first(self) -> float:
        """Return how often the right one came first."""
        return self.first.total() / self.asked.total()

    @property
    def at_five(self) -> float:
        """Return how often the right one was among the first five."""
        return self.five.total() / self.asked.total()


def read_cases(name: str = "corpus.csv") -> list[Case]:
    """Read what was typed and meant."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def fill(count: int) -> int:
    """Import the companies that are meant, and invented ones beside them until there are so many."""
    lines = wanted()
    near = tuple(line.name for line in lines)
    invented = [line_of(number, name) for number, name in enumerate(invent(count - len(lines), near))]
    latest = Imported()
    for step in import_companies([*lines, *invented], by="test"):
        latest = step
    assert latest.rejected == []
    return latest.new


def wanted() -> list[Line]:
    """Read the companies that are meant."""
    with (FOLDER / "wanted.csv").open("rb") as file:
        lines: Iterable[Line | Rejected] = list(read_companies(file))
    return [line for line in lines if isinstance(line, Line)]


def line_of(number: int, name: str) -> Line:
    """Make a line that names a company and nothing else."""
    return Line(number, {"name": name}, name, None, (), {})


def recall_of(cases: Iterable[Case]) -> Recall:
    """Look everything up and count."""
    recall = Recall()
    for case, names in answers(cases):
        recall.asked[case.kind] += 1
        recall.first[case.kind] += case.meant in names[:FIRST]
        recall.five[case.kind] += case.meant in names[:FIVE]
        if case.meant not in names[:FIRST]:
            recall.missed.append((case, names))
    return recall


def answers(cases: Iterable[Case]) -> Iterator[tuple[Case, list[str]]]:
    """Yield each case with the names that are found."""
    for case in cases:
        yield case, [found.name for found in look_up(case.typed, FIVE)]
