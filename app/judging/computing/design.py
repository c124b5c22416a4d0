"""Who scored what: the two sides of a table of scores, and whether it hangs together."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import fsum
from operator import itemgetter, truediv

Take = Callable[[Sequence[float]], Sequence[float]]


def take(places: Sequence[int]) -> Take:
    """Make a function that takes the values at these places, in their order."""
    if list(places) == list(range(len(places))):
        return lambda values: values
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple(values[place] for place in places)


@dataclass(frozen=True)
class Side:
    """One side of the table: its members by name, and which of them each score belongs to."""

    names: tuple[Hashable, ...]
    of: tuple[int, ...]

    @cached_property
    def order(self) -> list[int]:
        """List the places of the scores, those of one member together."""
        return sorted(range(len(self.of)), key=self.of.__getitem__)

    @cached_property
    def counts(self) -> list[int]:
        """Count the scores of each member."""
        counts = Counter(self.of)
        return [counts[member] for member in range(len(self.names))]

    @cached_property
    def runs(self) -> list[slice]:
        """Return where each member's scores stand in the order."""
        return [slice(*ends) for ends in pairwise(accumulate(self.counts, initial=0))]

    @cached_property
    def even(self) -> int:
        """Return how many scores each member has, where all have as many; else 0."""
        return self.counts[0] if len(set(self.counts)) == 1 else 0

    @cached_property
    def arrange(self) -> Take:
        """Return what puts a value for each score into the order of the members."""
        return take(self.order)

    @cached_property
    def spread(self) -> Take:
        """Return what gives each score the value of its member."""
        return take(self.of)

    def sums(self, values: Sequence[float]) -> list[float]:
        """Add up the values of each member."""
        arranged, each = self.arrange(values), self.even
        if each:
            return list(map(fsum, zip(*[iter(arranged)] * each, strict=True)))
        return list(map(fsum, map(arranged.__getitem__, self.runs)))

    def means(self, values: Sequence[float]) -> list[float]:
        """Average the values of each member."""
        return list(map(truediv, self.sums(values), self.counts))


def side_of(members: Sequence[Hashable]) -> Side:
    """Make a side from the member each score belongs to; the order of the scores does not order the members."""
    names = tuple(sorted(set(members), key=repr))
    places = {name: place for place, name in enumerate(names)}
    return Side(names, tuple(map(places.__getitem__, members)))


@dataclass(frozen=True)
class Group:
    """Judges and entries that hang together, and share no scorecard with anybody else."""

    judges: tuple[Hashable, ...]
    entries: tuple[Hashable, ...]


@dataclass(frozen=True)
class Design:
    """Which judge scored which entry, score by score."""

    entries: Side
    judges: Side

    @cached_property
    def panels(self) -> list[Sequence[int]]:
        """List the judges of each entry by their place."""
        arranged = self.entries.arrange(self.judges.of)
        return [arranged[run] for run in self.entries.runs]  # type: ignore[misc]

    @cached_property
    def parts(self) -> list[frozenset[int]]:
        """List the judges that entries link, by their place; a connected design is one part."""
        parts: list[frozenset[int]] = []
        for panel in self.panels:
            if parts and parts[-1].issuperset(panel):
                continue
            touched = [part for part in parts if not part.isdisjoint(panel)]
            parts = [part for part in parts if part.isdisjoint(panel)] + [frozenset(panel).union(*touched)]
        return sorted(parts, key=min)

    @property
    def is_connected(self) -> bool:
        """Tell whether every judge can be compared with every other."""
        return len(self.parts) == 1

    @property
    def groups(self) -> tuple[Group, ...]:
        """Name who hangs together with whom."""
        return tuple(map(self._group, self.parts))

    def _group(self, part: frozenset[int]) -> Group:
        entries = [name for name, panel in zip(self.entries.names, self.panels, strict=True) if panel[0] in part]
        return Group(tuple(self.judges.names[place] for place in sorted(part)), tuple(entries))

    @property
    def spare(self) -> int:
        """Count the scores beyond what an additive model of a connected design needs."""
        return len(self.entries.of) - len(self.entries.names) - len(self.judges.names) + 1


def design_of(entries: Sequence[Hashable], judges: Sequence[Hashable]) -> Design:
    """Make a design from the entry and the judge of each score."""
    return Design(side_of(entries), side_of(judges))
