"""Plan a category: everybody at first, fewer people when there is too little work to join them all."""

from collections.abc import Iterator, Mapping

from app.judging.assigning import flow, overlap
from app.judging.assigning.checking import ENOUGH_FOR_ALL, Findings, check
from app.judging.assigning.ground import Ground, Pair, Plan
from app.judging.assigning.impossible import say_what_is_missing

MOST_CASTS = 8


def plan(ground: Ground, names: Mapping[str, str], title: str) -> Plan:
    """Return who should judge what, checked; or, in words with these names, what is missing for it."""
    first: tuple[frozenset[Pair], Findings] | None = None
    for cast in _casts(ground):
        pairs, findings = _planned(cast)
        if _check(ground, pairs).is_sound:
            return Plan(ground, pairs, findings.split.percent, is_connected=True)
        first = first or (pairs, findings)
        if not findings.is_allowed or findings.short:
            break
    pairs, findings = first or (ground.kept, _check(ground, ground.kept))
    faults = say_what_is_missing(ground, pairs, findings, names, title)
    return Plan(ground, ground.standing, findings.split.percent, findings.is_connected, faults=tuple(faults))


def _planned(ground: Ground) -> tuple[frozenset[Pair], Findings]:
    """Return a plan by the hasty flow, or by the thorough one where that leaves something to be desired."""
    pairs = flow.assign(ground, is_thorough=False)
    findings = _check(ground, pairs)
    if findings.short or findings.uneven:
        pairs = flow.assign(ground)
    pairs = overlap.spread(ground, pairs)
    return pairs, _check(ground, pairs)


def _casts(ground: Ground) -> Iterator[Ground]:
    """List whom to ask: everybody; and where there is less than two entries for each, ever fewer."""
    yield ground
    needed = max(ground.wanted * len(ground.entries), len(ground.kept))
    if needed >= ENOUGH_FOR_ALL * len(ground.judges):
        return
    bound = {judge for judge, _ in ground.kept | ground.movable}
    ranked = sorted(ground.judges, key=lambda judge: (judge not in bound, *_usefulness(ground, judge)))
    fewest = max(ground.wanted, len(bound & set(ground.judges)), needed // ENOUGH_FOR_ALL)
    for size in _sizes(len(ranked) - 1, fewest):
        yield ground.with_only(ranked[:size])


def _usefulness(ground: Ground, judge: str) -> tuple[int, int, str]:
    """Order people by conflicts, then by what they have elsewhere, then by a name that says nothing."""
    conflicts = sum(each == judge for each, _ in ground.barred)
    return conflicts, ground.elsewhere.get(judge, 0), judge


def _sizes(most: int, fewest: int) -> list[int]:
    step = max(1, -(-(most - fewest) // MOST_CASTS))
    return sorted({*range(most, fewest, -step), fewest} if most >= fewest else set(), reverse=True)


def _check(ground: Ground, pairs: frozenset[Pair]) -> Findings:
    return check(
        pairs,
        entries=ground.entries,
        judges=ground.judges,
        wanted=ground.wanted,
        caps=ground.caps,
        barred=ground.barred,
        kept=ground.kept,
    )
