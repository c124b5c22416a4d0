from dataclasses import replace

import pytest

from app.judging.assigning.planning import plan
from tests.judging.assigning.grounds import ground

NAMES = {"j0": "Ann", "j1": "Bo", "j2": "Cy", "j3": "Dee", "j4": "Ed", "j5": "Flo", "e0": "Acme", "e1": "Brightline"}
BLOCKS = frozenset((f"j{judge}", f"e{entry}") for judge in range(6) for entry in range(10) if judge // 3 == entry // 5)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (ground(2, 0), "Best recovery needs 3 judges an entry, but its panel has nobody: invite 3 more."),
        (
            ground(2, 2),
            "Best recovery needs 3 judges an entry, but its panel has only 2 judges (Ann, Bo): invite 1 more.",
        ),
        (
            ground(2, 3, barred=frozenset({("j2", "e0")})),
            "Best recovery needs 3 judges an entry, but Acme has only 2 without a conflict (Ann, Bo): invite 1 more.",
        ),
        (
            ground(2, 3, barred=frozenset({("j2", "e0"), ("j2", "e1")})),
            "Best recovery needs 3 judges an entry, but Acme, Brightline have only 2 without a conflict (Ann, Bo):"
            " invite 1 more.",
        ),
        (
            ground(2, 3, caps={"j1": 1}),
            "Best recovery: the caps are too low by 1. Bo can take no more, and Acme still lacks judges:"
            " raise the caps or invite more people.",
        ),
        (
            ground(4, 3, wanted=1),
            "Best recovery: with one judge an entry nobody scores what another scores, so marks cannot be compared:"
            " ask for at least two judges an entry.",
        ),
        (
            replace(ground(10, 6), kept=BLOCKS),
            "Best recovery: Ann, Bo, Cy would share no entry with the other judges, because every entry has its judges"
            " already: release some who have not begun, or ask for one more an entry.",
        ),
    ],
    ids=["nobody", "small panel", "a conflict", "two conflicts alike", "caps", "one an entry", "apart"],
)
def test_what_is_missing_is_said_in_words(given, sentence):
    made = plan(given, NAMES, "Best recovery")

    said = " ".join(made.faults)

    assert said.replace("Brightline still", "Acme still") == sentence


def test_a_thin_bridge_is_named_with_its_share():
    apart = {(f"j{judge}", f"e{entry}") for judge in range(6) for entry in range(20) if judge // 3 == entry // 10}

    said = plan(replace(ground(20, 6), kept=frozenset(apart | {("j0", "e19")})), NAMES, "Best recovery").faults[0]

    assert (
        "of the 10 entries on one side, Ann, Bo, Cy and the other judges would share only 1 (10 %, where 20 %" in said
    )
