"""Check a plan by what it promises, knowing nothing of how it was made.

Balanced means: nobody asked could hand an entry on, at once or by others handing on in turn, so that it ends with
somebody who has at least two fewer; what is kept, a bar, a cap or a seat on another panel are what may prevent it.
Whoever scores nothing counts only when there is work for two entries each; with less, some are left in reserve.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.judging.assigning.splits import Split, thinnest_split

Pair = tuple[str, str]
ENOUGH_FOR_ALL = 2


@dataclass(frozen=True)
class Findings:
    """Everything that is wrong with a plan; nothing is wrong with an empty one."""

    short: dict[str, int]
    crowded: list[str]
    conflicts: list[Pair]
    strangers: list[Pair]
    lost: list[Pair]
    over_cap: list[str]
    uneven: tuple[str, str] | None
    split: Split

    @property
    def is_allowed(self) -> bool:
        """Tell whether nothing is done that must never be done."""
        return not (self.crowded or self.conflicts or self.strangers or self.lost or self.over_cap)

    @property
    def is_connected(self) -> bool:
        """Tell whether every judge is joined to every other by entries both score, or that others score with them."""
        return self.split.shared > 0

    @property
    def is_sound(self) -> bool:
        """Tell whether the plan keeps every promise."""
        return self.is_allowed and not self.short and self.uneven is None and self.split.is_enough


def check(
    pairs: Collection[Pair],
    *,
    entries: Collection[str],
    judges: Collection[str],
    wanted: int,
    caps: Mapping[str, int],
    barred: Collection[Pair],
    kept: Collection[Pair],
) -> Findings:
    """Compare who judges what with the entries, the panel and its caps, the conflicts, and what must stay."""
    new = [pair for pair in pairs if pair not in kept]
    judged = Counter(entry for _, entry in pairs)
    grown = {entry for _, entry in new}
    loads = Counter(judge for judge, _ in pairs)
    gained = {judge for judge, _ in new}
    return Findings(
        short={entry: wanted - judged[entry] for entry in sorted(entries) if judged[entry] < wanted},
        crowded=sorted(entry for entry in grown if judged[entry] > wanted),
        conflicts=sorted(pair for pair in new if pair in barred),
        strangers=sorted(pair for pair in new if pair[0] not in judges or pair[1] not in entries),
        lost=sorted(set(kept) - set(pairs)),
        over_cap=sorted(judge for judge in gained if judge in caps and loads[judge] > caps[judge]),
        uneven=_find_uneven(pairs, entries, judges, caps, barred, kept),
        split=thinnest_split(pairs),
    )


def _find_uneven(
    pairs: Collection[Pair],
    entries: Collection[str],
    judges: Collection[str],
    caps: Mapping[str, int],
    barred: Collection[Pair],
    kept: Collection[Pair],
) -> tuple[str, str] | None:
    """Find somebody who could relieve somebody else by two or more, through however many hands."""
    loads = Counter(judge for judge, _ in pairs)
    is_enough = len(pairs) >= ENOUGH_FOR_ALL * len(judges)
    asked = [judge for judge in sorted(judges) if loads[judge] or is_enough]
    held, fixed, closed = set(pairs), set(kept), set(barred)
    gives = {judge: {e for e in entries if (judge, e) in held and (judge, e) not in fixed} for judge in asked}
    takes = {judge: {e for e in entries if (judge, e) not in held and (judge, e) not in closed} for judge in asked}
    hands = {judge: [each for each in asked if gives[judge] & takes[each]] for judge in asked}
    for judge in asked:
        for other in _reached(hands, judge):
            if loads[other] + 2 <= loads[judge] and loads[other] < caps.get(other, len(held) + 1):
                return judge, other
    return None


def _reached(hands: Mapping[str, list[str]], start: str) -> list[str]:
    reached, waiting = [start], [start]
    while waiting:
        for each in hands[waiting.pop()]:
            if each not in reached:
                reached.append(each)
                waiting.append(each)
    return reached
