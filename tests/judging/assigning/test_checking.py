from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from app.judging.assigning import splits
from app.judging.assigning.splits import thinnest_split
from tests.judging.assigning.grounds import checked, ground, grounds, planned

SOUND = planned(ground(6, 4))


def blocks(judges: int, entries: int) -> set:
    """Make two groups of judges that keep to themselves."""
    return {
        (f"j{judge}", f"e{entry}")
        for judge, entry in product(range(judges), range(entries))
        if (judge < judges // 2 and entry < entries // 2) or (judge >= judges // 2 and entry >= entries // 2)
    }


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("short", lambda pairs: pairs - {min(pairs)}),
        ("strangers", lambda pairs: pairs - {min(pairs)} | {("nobody", min(pairs)[1])}),
        ("crowded", lambda pairs: pairs | {(j, "e0") for j in ("j0", "j1", "j2", "j3")}),
    ],
    ids=["short", "strangers", "crowded"],
)
def test_a_plan_that_was_tampered_with_is_found_out(name, change):
    given = SOUND.ground
    assert checked(given, SOUND.pairs).is_sound

    findings = checked(given, change(SOUND.pairs))

    assert getattr(findings, name)
    assert not findings.is_sound


def test_a_conflict_a_cap_and_lost_work_are_found_out():
    pair = min(SOUND.pairs)
    other = max(SOUND.pairs)

    assert checked(replace(SOUND.ground, barred=frozenset({pair})), SOUND.pairs).conflicts == [pair]
    assert checked(replace(SOUND.ground, caps={pair[0]: 1}), SOUND.pairs).over_cap == [pair[0]]
    assert checked(replace(SOUND.ground, kept=frozenset({other})), SOUND.pairs - {other}).lost == [other]


def test_a_load_that_could_be_handed_on_is_uneven_and_one_that_cannot_is_not():
    pairs = {("j0", "e0"), ("j0", "e1"), ("j0", "e2"), ("j1", "e0"), ("j1", "e1"), ("j1", "e2"), ("j2", "e3")}
    given = ground(4, 3, wanted=2)

    assert checked(given, pairs).uneven in {("j0", "j2"), ("j1", "j2")}
    assert checked(replace(given, caps={"j2": 1}), pairs).uneven is None
    assert checked(replace(given, kept=frozenset(pairs)), pairs).uneven is None
    assert checked(replace(given, barred=frozenset(("j2", f"e{n}") for n in range(3))), pairs).uneven is None


def test_a_load_is_uneven_also_when_it_takes_two_hands_to_pass_it_on():
    pairs = {("j0", f"e{n}") for n in range(4)} | {("j1", "e4"), ("j1", "e5"), ("j1", "e6")} | {("j2", "e7")}
    barred = frozenset(("j2", f"e{n}") for n in range(4))

    assert checked(replace(ground(8, 3, wanted=1), barred=barred), pairs).uneven == ("j0", "j2")


@pytest.mark.parametrize("judges", [6, 14], ids=["all ways tried", "groups grown"])
def test_groups_that_keep_to_themselves_are_found_whatever_their_size(judges):
    apart = blocks(judges, 20)
    bridged = apart | {("j0", "e19")}

    assert thinnest_split(apart).shared == 0
    assert (thinnest_split(bridged).shared, thinnest_split(bridged).percent) == (1, 10)


@settings(max_examples=100, deadline=None)
@given(grounds())
def test_growing_groups_never_finds_less_in_common_than_there_is(given):
    exact = thinnest_split(given.standing)

    most, splits.MOST_TRIED = splits.MOST_TRIED, 0
    grown = thinnest_split(given.standing)
    splits.MOST_TRIED = most

    assert grown.shared * exact.of >= exact.shared * grown.of


def test_three_judges_who_score_everything_share_everything():
    assert thinnest_split(planned(ground(5, 3)).pairs).percent == 100
