"""What stands before a category is planned, and what a plan makes of it: public ids only, no database, no clock."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

Pair = tuple[str, str]


@dataclass(frozen=True)
class Ground:
    """One category: its entries, whom its panel can ask, and every pair of judge and entry there is to respect.

    `kept` stays whatever happens, `movable` stays where it can, `leaving` goes, `past` was taken back before and is
    not preferred. `elsewhere` counts what a judge has in the other categories of the season.
    """

    seed: str
    entries: tuple[str, ...]
    judges: tuple[str, ...]
    wanted: int
    caps: Mapping[str, int] = field(default_factory=dict)
    barred: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()
    movable: frozenset[Pair] = frozenset()
    leaving: frozenset[Pair] = frozenset()
    past: frozenset[Pair] = frozenset()
    elsewhere: Mapping[str, int] = field(default_factory=dict)

    @property
    def standing(self) -> frozenset[Pair]:
        """Return who judges what now."""
        return self.kept | self.movable | self.leaving

    def lacking(self, entry: str) -> int:
        """Count the judges an entry still lacks beside those it keeps."""
        return max(0, self.wanted - self._judged[entry])

    def able(self, entry: str) -> list[str]:
        """List the members who could be asked for an entry that do not keep it already, by id."""
        return [
            judge
            for judge in sorted(self.judges)
            if (judge, entry) not in self.barred and (judge, entry) not in self.kept
        ]

    def room(self, judge: str) -> int:
        """Count the entries a judge can take beside those they keep."""
        kept = self._loads[judge]
        return max(0, self.caps.get(judge, len(self.entries) + kept) - kept)

    @cached_property
    def _judged(self) -> Counter[str]:
        return Counter(entry for _, entry in self.kept)

    @cached_property
    def _loads(self) -> Counter[str]:
        return Counter(judge for judge, _ in self.kept)

    def with_only(self, judges: Iterable[str]) -> "Ground":
        """Return the same ground with fewer people to ask."""
        return replace(self, judges=tuple(sorted(judges)))

    def fingerprint(self) -> str:
        """Return a digest of everything a plan depends on."""
        told = [self.seed, sorted(self.entries), sorted(self.judges), self.wanted, sorted(self.caps.items())]
        pairs = [sorted(each) for each in (self.barred, self.kept, self.movable, self.leaving, self.past)]
        return sha256(repr((told, pairs, sorted(self.elsewhere.items()))).encode()).hexdigest()


@dataclass(frozen=True)
class Plan:
    """Who should judge what in a category; with `faults` it is none, and they say in words what is missing."""

    ground: Ground
    pairs: frozenset[Pair]
    overlap: int
    is_connected: bool
    faults: tuple[str, ...] = ()

    @property
    def added(self) -> list[Pair]:
        """List who is asked for what, by id."""
        return sorted(self.pairs - self.ground.standing)

    @property
    def dropped(self) -> list[Pair]:
        """List who is released from what, by id."""
        return sorted(self.ground.standing - self.pairs)

    @property
    def digest(self) -> str:
        """Return a digest of the plan and of all it rests on."""
        return sha256(repr((self.ground.fingerprint(), sorted(self.pairs), self.faults)).encode()).hexdigest()


def loads_of(pairs: Iterable[Pair], judges: Iterable[str]) -> dict[str, int]:
    """Count the entries of each judge, those without any included."""
    loads = dict.fromkeys(judges, 0)
    for judge, _ in pairs:
        loads[judge] = loads.get(judge, 0) + 1
    return loads
