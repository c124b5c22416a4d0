from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.listening import worker
from app.listening.health import State
from app.listening.queries.sources import list_sources
from app.listening.queries.trouble import list_gaps, list_set_aside
from app.listening.sources.opening import NETWORKS

SHOWN = {
    "bluesky": State.PAUSED,
    "mastodon": State.NOT_SET_UP,
    "rss": State.OVERDUE,
    "x": State.READING,
}


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=2)], ids=["now", "in two days"])
def test_each_source_is_in_another_state_and_stays_so(demo: Flask, later: timedelta) -> None:
    with clock.told_at(clock.now() + later):
        states = {source.network: source.verdict.state for source in list_sources()}

    assert states == {network: SHOWN[network] for network in NETWORKS}


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=2)], ids=["now", "in two days"])
def test_the_worker_of_the_demo_asks_no_network(demo: Flask, later: timedelta) -> None:
    with clock.told_at(clock.now() + later):
        assert not worker.read_due(start=lambda: pytest.fail("a pass was started"))


def test_two_weeks_of_reading_are_there_to_see(demo: Flask) -> None:
    x = next(source for source in list_sources() if source.network == "x")

    assert all(bar.tally.new for bar in x.bars)
    assert x.allowance is not None
    assert x.allowance.month_spent > 0


def test_one_gap_is_open_one_is_closed_and_posts_are_set_aside(demo: Flask) -> None:
    gaps, _ = list_gaps()
    aside, _ = list_set_aside()

    assert [gap.closed_reason is None for gap in gaps] == [True, False]
    assert len(aside) >= 3
