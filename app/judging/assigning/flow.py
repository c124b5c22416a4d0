"""Spread the work evenly: the cheapest flow from entries over judges, in which every further entry costs a judge more.

Levels of cost, each worth more than all below it together: an entry left short, an uneven load, a move of what stands,
and last who has more elsewhere, what was taken back before, and a lot drawn from the seed.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from app.judging.assigning.ground import Ground, Pair, loads_of

LOTS = 8
SINK = "sink"


def assign(ground: Ground, *, is_thorough: bool = True) -> frozenset[Pair]:
    """Choose who judges what: as complete as can be, then as even; `kept` included.

    A hasty flow looks at some judges of each entry and at loads near the mean, which is nearly always enough.
    """
    import networkx

    network = networkx.MultiDiGraph()
    for tail, head, room, cost in _arcs(ground, is_thorough):
        network.add_edge(tail, head, capacity=room, weight=cost)
    lacking = {entry: count for entry in sorted(ground.entries) if (count := ground.lacking(entry))}
    if not lacking:
        return ground.kept
    for entry, count in lacking.items():
        network.nodes["entry", entry]["demand"] = -count
    network.nodes[SINK]["demand"] = sum(lacking.values())
    _, flow = networkx.network_simplex(network)
    return ground.kept | frozenset(_chosen(flow, lacking))


def _chosen(flow: Any, lacking: dict[str, int]) -> Iterator[Pair]:
    for entry in lacking:
        for head, sent in flow["entry", entry].items():
            if head != SINK and sum(sent.values()):
                yield head[1], entry


def _arcs(ground: Ground, is_thorough: bool) -> Iterator[tuple[Any, Any, int, int]]:
    """List the arcs: entry to judge, judge to sink once a level, entry to sink for what stays short."""
    prices = Prices(ground)
    reach = len(ground.judges) if is_thorough else 2 * ground.wanted + 4
    for entry in sorted(ground.entries):
        lacking = ground.lacking(entry)
        yield ("entry", entry), SINK, lacking, prices.short
        for cost, judge in sorted((prices.of((judge, entry)), judge) for judge in ground.able(entry))[:reach]:
            if lacking:
                yield ("entry", entry), ("judge", judge), 1, cost
    loads = loads_of(ground.kept, ground.judges)
    top = len(ground.entries) if is_thorough else prices.needed // max(1, len(ground.judges)) + 3
    for judge in sorted(ground.judges):
        for level in range(1, min(ground.room(judge), max(0, top - loads[judge])) + 1):
            yield ("judge", judge), SINK, 1, prices.level(judge, loads[judge] + level)


class Prices:
    """What each choice costs; whole numbers, so that nothing is rounded."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lots = Random(ground.seed)
        ranks = sorted(ground.judges, key=lambda judge: (ground.elsewhere.get(judge, 0), judge))
        steps = sorted({ground.elsewhere.get(judge, 0) for judge in ranks})
        self._rank = {judge: 2 * LOTS * steps.index(ground.elsewhere.get(judge, 0)) for judge in ranks}
        self.needed = ground.wanted * len(ground.entries)
        self._move = 2 * LOTS * (len(steps) + 1) * (self.needed + 1)
        self._step = 4 * self._move * (self.needed + 1)
        self.short = 4 * self._step * (len(ground.entries) + 1)

    def of(self, pair: Pair) -> int:
        """Price one judge for one entry; call it for the pairs in order, since it draws lots."""
        lot = self._lots.randrange(LOTS) + (LOTS if pair in self._ground.past else 0)
        return lot if pair in self._ground.movable else lot + self._move

    def level(self, judge: str, load: int) -> int:
        """Price the entry that brings a judge to this load."""
        return load * self._step + self._rank[judge]
