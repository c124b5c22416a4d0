"""Join what the flow left apart: judges change places until every group shares enough with the others.

A change of places keeps everybody's load: one judge of a group goes to an entry outside, one from outside comes in.
Where a load may move by one, an entry is handed over instead. What is kept or barred never moves.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from app.judging.assigning.ground import Ground, Pair, loads_of
from app.judging.assigning.splits import Split, thinnest_split

MOST_ROUNDS = 60
MOST_TRIED_AT_ONCE = 4000


def spread(ground: Ground, pairs: frozenset[Pair]) -> frozenset[Pair]:
    """Return a plan with the same loads in which no group keeps to itself, or the nearest to it that was found."""
    best, best_share = pairs, -1.0
    table = Table(ground, set(pairs))
    for _ in range(MOST_ROUNDS):
        split = thinnest_split(table.pairs)
        share = split.shared / split.of
        if share > best_share:
            best, best_share = frozenset(table.pairs), share
        if split.is_enough or not table.bridge(split):
            break
    return best


@dataclass
class Table:
    """Who sits at which entry while places are changed."""

    ground: Ground
    pairs: set[Pair]
    judges_of: dict[str, set[str]] = field(init=False)
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.ground.seed)
        self.judges_of = {}
        for judge, entry in sorted(self.pairs):
            self.judges_of.setdefault(entry, set()).add(judge)

    def bridge(self, split: Split) -> bool:
        """Change places across a split until it shares a fifth and one more; tell whether anything moved."""
        wanted = max(1, split.of // 5 + 1 - split.shared)
        has_moved = False
        while wanted > 0 and (gain := self._change_once(split.group)):
            wanted -= gain
            has_moved = True
        return has_moved

    def _change_once(self, group: frozenset[str]) -> int:
        for number, (old, new) in enumerate(self._changes(group)):
            entries = {entry for _, entry in old}
            before = self._count_joint(entries, group)
            self._swap(old, new)
            if (gain := self._count_joint(entries, group) - before) > 0:
                return gain
            self._swap(new, old)
            if number > MOST_TRIED_AT_ONCE:
                break
        return 0

    def _swap(self, old: tuple[Pair, ...], new: tuple[Pair, ...]) -> None:
        for judge, entry in old:
            self.pairs.remove((judge, entry))
            self.judges_of[entry].remove(judge)
        for judge, entry in new:
            self.pairs.add((judge, entry))
            self.judges_of[entry].add(judge)

    def _count_joint(self, entries: set[str], group: frozenset[str]) -> int:
        return sum(0 < len(self.judges_of[entry] & group) < len(self.judges_of[entry]) for entry in entries)

    def _changes(self, group: frozenset[str]) -> Iterator[tuple[tuple[Pair, ...], tuple[Pair, ...]]]:
        """List what may change places: a free pair of one side, lonely entries first, with one of the other."""
        inner = self._free(lambda judge: judge in group)
        outer = self._free(lambda judge: judge not in group)
        outsiders = sorted({judge for judge, _ in self.pairs if judge not in group})
        loads = loads_of(self.pairs, ())
        for judge, entry in inner:
            for other in outsiders:
                if self._may(other, entry) and self._may_grow(other, loads[other]) and loads[judge] == loads[other] + 1:
                    yield ((judge, entry),), ((other, entry),)
            for other, elsewhere in outer:
                if self._may(other, entry) and self._may(judge, elsewhere):
                    yield ((judge, entry), (other, elsewhere)), ((other, entry), (judge, elsewhere))

    def _free(self, belongs: Callable[[str], bool]) -> list[Pair]:
        """List the pairs of one side that may move: those of its own entries first, else as chance has it."""
        free = sorted(pair for pair in self.pairs - self.ground.kept if belongs(pair[0]))
        self.chance.shuffle(free)
        return sorted(free, key=lambda pair: any(not belongs(judge) for judge in self.judges_of[pair[1]]))

    def _may(self, judge: str, entry: str) -> bool:
        return judge not in self.judges_of[entry] and (judge, entry) not in self.ground.barred

    def _may_grow(self, judge: str, load: int) -> bool:
        return judge in self.ground.judges and load < self.ground.caps.get(judge, load + 1)
