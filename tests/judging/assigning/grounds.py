"""Grounds for tests of the pure parts: entries e0, e1 …, judges j0, j1 …"""

from random import Random

from hypothesis import strategies as st

from app.judging.assigning.checking import Findings, check
from app.judging.assigning.ground import Ground, Pair
from app.judging.assigning.planning import plan


def ground(entries: int, judges: int, wanted: int = 3, **more) -> Ground:
    return Ground(
        seed="2026/best-recovery",
        entries=tuple(f"e{number}" for number in range(entries)),
        judges=tuple(f"j{number}" for number in range(judges)),
        wanted=wanted,
        **more,
    )


def with_conflicts(entries: int, judges: int, wanted: int, share: float) -> Ground:
    chance = Random(7)
    plain = ground(entries, judges, wanted)
    pairs = [(judge, entry) for judge in plain.judges for entry in plain.entries]
    return ground(entries, judges, wanted, barred=frozenset(pair for pair in pairs if chance.random() < share))


def planned(given: Ground):
    return plan(given, {}, "Best recovery")


def checked(given: Ground, pairs) -> Findings:
    return check(
        frozenset(pairs),
        entries=given.entries,
        judges=given.judges,
        wanted=given.wanted,
        caps=given.caps,
        barred=given.barred,
        kept=given.kept,
    )


@st.composite
def grounds(draw) -> Ground:
    """Draw a small category with conflicts, caps, and work that is kept or may be moved."""
    plain = ground(draw(st.integers(1, 9)), draw(st.integers(1, 8)), draw(st.integers(1, 4)))
    pairs: list[Pair] = [(judge, entry) for judge in plain.judges for entry in plain.entries]
    states = draw(st.lists(st.sampled_from("......bbkm"), min_size=len(pairs), max_size=len(pairs)))
    chosen = {
        letter: frozenset(pair for pair, state in zip(pairs, states, strict=True) if state == letter)
        for letter in "bkm"
    }
    caps = draw(st.dictionaries(st.sampled_from(plain.judges), st.integers(1, 6)))
    return ground(
        len(plain.entries),
        len(plain.judges),
        plain.wanted,
        barred=chosen["b"],
        kept=chosen["k"],
        movable=chosen["m"],
        caps=caps,
    )
