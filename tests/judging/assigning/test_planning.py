from collections import Counter
from dataclasses import replace

import networkx
import pytest
from hypothesis import given, settings

from app.judging.assigning.ground import loads_of
from tests.judging.assigning.grounds import checked, ground, grounds, planned, with_conflicts


def is_feasible(given) -> bool:
    """Ask another algorithm whether every entry could have all its judges."""
    network = networkx.DiGraph()
    for entry in given.entries:
        network.add_edge("source", entry, capacity=given.lacking(entry))
        network.add_edges_from((entry, judge, {"capacity": 1}) for judge in given.able(entry))
    network.add_edges_from((judge, "sink", {"capacity": given.room(judge)}) for judge in given.judges)
    network.add_nodes_from(("source", "sink"))
    lacking = sum(given.lacking(entry) for entry in given.entries)
    return networkx.maximum_flow_value(network, "source", "sink") == lacking


@settings(max_examples=250, deadline=None)
@given(grounds())
def test_a_plan_never_holds_a_conflict_is_even_and_connected_or_is_refused_in_words(given):
    plan = planned(given)

    if plan.faults:
        assert plan.pairs == given.standing
        assert all(fault.startswith("Best recovery") and fault.endswith(".") for fault in plan.faults)
        return
    findings = checked(given, plan.pairs)
    judged = Counter(entry for _, entry in plan.pairs)
    kept = Counter(entry for _, entry in given.kept)
    assert findings.is_sound
    assert given.kept <= plan.pairs
    assert not (plan.pairs - given.kept) & given.barred
    assert all(judged[entry] == max(given.wanted, kept[entry]) for entry in given.entries)
    assert networkx.is_connected(networkx.Graph(plan.pairs))


@settings(max_examples=120, deadline=None)
@given(grounds())
def test_a_category_is_called_short_of_judges_only_when_it_is(given):
    plan = planned(given)

    is_short = any("needs" in fault or "caps are too low" in fault for fault in plan.faults)

    assert is_short == (not is_feasible(given))


@pytest.mark.parametrize(
    ("entries", "judges", "wanted"), [(10, 5, 3), (7, 4, 2), (9, 9, 3), (30, 11, 3), (40, 16, 5)], ids=str
)
def test_without_conflicts_no_judge_has_two_entries_more_than_another(entries, judges, wanted):
    plan = planned(ground(entries, judges, wanted))

    loads = loads_of(plan.pairs, plan.ground.judges).values()

    assert plan.faults == ()
    assert max(loads) - min(loads) <= 1


def test_a_large_season_with_conflicts_is_even_and_hangs_together():
    given = with_conflicts(500, 40, 3, share=0.05)

    plan = planned(given)

    loads = loads_of(plan.pairs, given.judges).values()
    assert plan.faults == ()
    assert (min(loads), max(loads)) == (37, 38)
    assert plan.overlap >= 50
    assert not plan.pairs & given.barred


def test_the_order_of_rows_changes_nothing():
    given = with_conflicts(20, 8, 3, share=0.1)
    turned = replace(given, entries=given.entries[::-1], judges=given.judges[::-1])

    assert planned(turned).pairs == planned(given).pairs
    assert planned(turned).digest == planned(given).digest


def test_two_seasons_draw_different_lots():
    given = ground(12, 6)

    assert planned(replace(given, seed="2027/best-recovery")).pairs != planned(given).pairs


def test_topping_up_adds_only():
    first = planned(ground(10, 5))
    more = replace(ground(14, 5), kept=first.pairs)

    plan = planned(more)

    assert first.pairs < plan.pairs
    assert plan.dropped == []
    assert len(plan.added) == 12


def test_a_finished_panel_has_nothing_left_to_do():
    first = planned(ground(10, 5))

    plan = planned(replace(ground(10, 5), kept=first.pairs))

    assert (plan.added, plan.dropped, plan.faults) == ([], [], ())


def test_what_may_move_stays_unless_it_must():
    first = planned(ground(10, 5))
    gone = min(pair for pair in first.pairs if pair[0] == "j0")

    plan = planned(replace(ground(10, 5), movable=first.pairs, barred=frozenset({gone})))

    assert gone in plan.dropped
    assert len(plan.dropped) <= 3


def test_whoever_has_less_elsewhere_takes_the_entry_too_many():
    plan = planned(replace(ground(5, 4), elsewhere={"j0": 9, "j1": 9, "j2": 9, "j3": 2}))

    loads = loads_of(plan.pairs, plan.ground.judges)

    assert [loads[judge] for judge in ("j0", "j1", "j2", "j3")].count(4) == 3
    assert loads["j3"] == 4


def test_blocks_of_hand_made_work_are_joined_by_what_is_added():
    blocks = {(f"j{judge}", f"e{entry}") for judge in range(6) for entry in range(10) if judge // 3 == entry // 5}
    given = replace(ground(14, 6), kept=frozenset(blocks))

    plan = planned(given)

    assert plan.faults == ()
    assert plan.overlap >= 20


def test_with_too_little_work_for_everybody_some_are_left_in_reserve():
    plan = planned(ground(5, 40))

    loads = loads_of(plan.pairs, plan.ground.judges)

    assert plan.faults == ()
    assert {load for load in loads.values() if load} == {1, 2}
    assert sum(load > 0 for load in loads.values()) == 11


def test_blocks_that_nobody_has_seen_yet_are_joined_by_moving_a_few():
    blocks = {(f"j{judge}", f"e{entry}") for judge in range(6) for entry in range(20) if judge // 3 == entry // 10}

    plan = planned(replace(ground(20, 6), movable=frozenset(blocks)))

    assert plan.faults == ()
    assert plan.overlap >= 20
    assert 0 < len(plan.dropped) <= 10
