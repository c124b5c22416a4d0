"""How well a panel hangs together: the way to divide its judges in two that leaves least in common.

Overlap across panels, as we measure it: divide the judges of a category in two groups in whatever way; of the entries
that the group with fewer of them scores, some are also scored by the other group. The smallest such share over all ways
is the overlap. Nought means that two groups share nothing, so no figure can tell a severe group from a weak field; a
fifth is the least that joins scales (facts on judging: 20 to 30 % cross-assigned). All ways are tried up to
`MOST_TRIED` judges; beyond, groups are grown from every judge by what they share.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.judging.assigning.ground import Pair

MOST_TRIED = 11
FEWEST_SHARED = 20


@dataclass(frozen=True)
class Split:
    """One way to divide the judges: a group, and how many entries of the smaller side both sides score."""

    group: frozenset[str]
    shared: int
    of: int

    @property
    def percent(self) -> int:
        """Return the share in whole per cent, rounded down."""
        return 100 * self.shared // self.of if self.of else 100

    @property
    def is_enough(self) -> bool:
        """Tell whether the two sides share a fifth."""
        return 100 * self.shared >= FEWEST_SHARED * self.of


def thinnest_split(pairs: Iterable[Pair]) -> Split:
    """Find the way to divide those who score anything that leaves least in common."""
    work = _work_of(pairs)
    if len(work) < 2:
        return Split(frozenset(work), 1, 1)
    groups = _every_group(work) if len(work) <= MOST_TRIED else _grown_groups(work)
    return min((_split(work, group) for group in groups), key=lambda split: (split.shared / split.of, -split.of))


def _work_of(pairs: Iterable[Pair]) -> dict[str, int]:
    """Return each judge's entries as the bits of a number, judges in order."""
    ordered = sorted(pairs)
    places = {entry: 1 << place for place, entry in enumerate(sorted({entry for _, entry in ordered}))}
    work: dict[str, int] = {}
    for judge, entry in ordered:
        work[judge] = work.get(judge, 0) | places[entry]
    return work


def _split(work: Mapping[str, int], group: frozenset[str]) -> Split:
    inside = outside = 0
    for judge, entries in work.items():
        if judge in group:
            inside |= entries
        else:
            outside |= entries
    of = min(inside.bit_count(), outside.bit_count())
    return Split(group, (inside & outside).bit_count(), of)


def _every_group(work: Mapping[str, int]) -> Iterator[frozenset[str]]:
    first, *others = work
    for size in range(len(others)):
        for chosen in combinations(others, size):
            yield frozenset((first, *chosen))


def _grown_groups(work: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """Grow a group from every judge, each time by whoever shares the largest part of their work with it."""
    shared = {a: {b: (work[a] & work[b]).bit_count() for b in work} for a in work}
    for start in work:
        group = [start]
        ties = {judge: shared[start][judge] for judge in work if judge != start}
        while len(ties) > 1:
            yield frozenset(group)
            nearest = max(ties, key=lambda judge: (ties[judge] / work[judge].bit_count(), judge))
            group.append(nearest)
            del ties[nearest]
            for judge in ties:
                ties[judge] += shared[nearest][judge]
        yield frozenset(group)
