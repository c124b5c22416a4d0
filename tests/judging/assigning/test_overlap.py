from dataclasses import replace

from app.judging.assigning.ground import loads_of
from app.judging.assigning.overlap import spread
from app.judging.assigning.splits import thinnest_split
from tests.judging.assigning.grounds import ground

BLOCKS = frozenset((f"j{judge}", f"e{entry}") for judge in range(6) for entry in range(20) if judge // 3 == entry // 10)


def test_groups_that_kept_to_themselves_share_a_fifth_once_places_are_changed_and_loads_stay():
    given = ground(20, 6)

    joined = spread(given, BLOCKS)

    assert thinnest_split(BLOCKS).shared == 0
    assert thinnest_split(joined).is_enough
    assert loads_of(joined, given.judges) == loads_of(BLOCKS, given.judges)
    assert len(joined) == len(BLOCKS)


def test_places_are_changed_without_what_is_kept_or_barred():
    kept = frozenset(pair for pair in BLOCKS if pair[0] in {"j0", "j3"})
    barred = frozenset(("j1", f"e{entry}") for entry in range(10, 20))
    given = replace(ground(20, 6), kept=kept, barred=barred)

    joined = spread(given, BLOCKS)

    assert thinnest_split(joined).is_enough
    assert kept <= joined
    assert not joined & barred


def test_where_nothing_may_change_the_plan_stays_as_it_was():
    given = replace(ground(20, 6), kept=BLOCKS)

    assert spread(given, BLOCKS) == BLOCKS
