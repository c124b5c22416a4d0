"""Bradley–Terry strengths from votes between two entries: P(one beats the other) = 1 / (1 + e^(other − one)).

Fitted anew from all votes each time, so the order of votes never matters and a vote that was taken back leaves nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from math import exp, fsum, isfinite, log

Pair = tuple[Hashable, Hashable]
Wins = Mapping[Pair, float] | Iterable[Pair]

PRECISION = 1e-12
MOST_ROUNDS = 200_000


def bradley_terry(wins: Wins, prior: float = 0.0) -> dict[Hashable, float]:
    """Return the strength of everyone as logits that add up to zero, best first.

    `wins` counts (winner, loser) pairs, or lists one pair a vote; a tied vote counts half for each. Finite strengths
    exist only where everyone can be reached from everyone by "lost to": whoever never lost to the others would be
    infinitely strong. Such votes are refused with ValueError. A `prior` above zero gives every two of them that many
    wins over each other on top: then a strength always exists, drawn towards equal. A tie-break of few votes needs
    it; one half is a common choice.
    """
    counted = _count(wins, prior)
    names = sorted({name for pair in counted for name in pair}, key=repr)
    if not names:
        return {}
    if stuck := _find_unbeaten(names, counted):
        names_of = ", ".join(map(str, stuck))
        raise ValueError(f"{names_of} never lost to the others: no strength can be told without more votes or a prior")
    strengths = _iterate(names, counted)
    return dict(sorted(strengths.items(), key=lambda pair: (-pair[1], repr(pair[0]))))


def _count(wins: Wins, prior: float) -> dict[Pair, float]:
    counted = dict(wins) if isinstance(wins, Mapping) else dict(Counter(wins))
    for (winner, loser), times in counted.items():
        if winner == loser:
            raise ValueError(f"{winner} cannot win against itself")
        if times < 0 or not isfinite(times):
            raise ValueError(f"{winner} cannot have won {times} times")
    if prior < 0 or not isfinite(prior):
        raise ValueError("a prior cannot be less than nothing")
    if prior:
        names = {name for pair in counted for name in pair}
        pairs = [(one, other) for one in names for other in names if one != other]
        return {pair: counted.get(pair, 0.0) + prior for pair in pairs}
    return counted


def _find_unbeaten(names: list[Hashable], wins: Mapping[Pair, float]) -> list[Hashable]:
    """List some who never lost to the rest; empty where everyone is reached both ways."""
    beaten_by, beats = defaultdict(set), defaultdict(set)
    for (winner, loser), times in wins.items():
        if times:
            beaten_by[loser].add(winner)
            beats[winner].add(loser)
    for name in names[:1]:
        above = _reach(name, beaten_by)
        if len(above) < len(names):
            return [each for each in names if each in above]
        below = _reach(name, beats)
        return [each for each in names if each not in below]
    return []


def _reach(name: Hashable, steps: Mapping[Hashable, set[Hashable]]) -> set[Hashable]:
    reached, todo = {name}, [name]
    while todo:
        new = steps.get(todo.pop(), set()) - reached
        reached |= new
        todo.extend(new)
    return reached


def _iterate(names: list[Hashable], wins: Mapping[Pair, float]) -> dict[Hashable, float]:
    """Repeat p ← wins / sum of meetings / (p + other p) until nothing moves (minorise and maximise)."""
    won = {name: fsum(times for (winner, _), times in wins.items() if winner == name) for name in names}
    met: dict[Hashable, Counter[Hashable]] = {name: Counter() for name in names}
    for (winner, loser), times in wins.items():
        met[winner][loser] += times  # type: ignore[assignment]
        met[loser][winner] += times  # type: ignore[assignment]
    logits = dict.fromkeys(names, 0.0)
    for _ in range(MOST_ROUNDS):
        powers = {name: exp(logit) for name, logit in logits.items()}
        moved = {
            name: log(won[name] / fsum(often / (powers[name] + powers[other]) for other, often in met[name].items()))
            for name in names
        }
        middle = fsum(moved.values()) / len(names)
        moved = {name: logit - middle for name, logit in moved.items()}
        change = max(abs(moved[name] - logits[name]) for name in names)
        logits = moved
        if change < PRECISION:
            break
    return logits
