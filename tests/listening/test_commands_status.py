import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.listening.figures import CHEAPEST_PAGE
from app.listening.models import ReadingDay, ReadingGap, ReadSpend, SourceHealth
from app.listening.sources.opening import NETWORKS
from app.listening.sources.protocol import FailureKind
from app.listening.sources.x.source import XSource
from tests.listening.rows import make_watch
from tests.make import save
from tests.watch import every_row

KEYS = {
    "network",
    "state",
    "reason",
    "to_do",
    "alarm",
    "last_success_at",
    "newest_posted_at",
    "lag_seconds",
    "next_run_at",
    "failures_in_a_row",
    "today",
    "month",
    "rate",
    "spend",
    "watches",
    "searches",
    "searches_refused",
    "open_gaps",
    "checked_at",
    "check_failed_at",
}


@pytest.fixture(autouse=True)
def _x_is_set_up(app: Flask) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token="hush-hush", x_monthly_budget=Decimal(50))
    yield
    app.config["AWARDS"] = kept


def status(app: Flask, *words: str) -> str:
    answer = app.test_cli_runner().invoke(args=["listen", "status", *words])
    assert answer.exit_code == 0
    assert "hush-hush" not in answer.output
    return str(answer.output)


def status_json(app: Flask, network: str = "x") -> dict[str, Any]:
    listed = json.loads(status(app, "--json"))
    assert [each["network"] for each in listed] == list(NETWORKS)
    return next(each for each in listed if each["network"] == network)


def make_read() -> None:
    now = clock.now()
    watch = make_watch(due_at=now + timedelta(minutes=9))
    save(SourceHealth(network="x", last_success_at=now, newest_posted_at=now - timedelta(minutes=7), rate_remaining=4))
    save(ReadingDay(network="x", read_on=now.date(), pages=3, new=1261, known=17, failures=1))
    save(ReadSpend(network="x", spent_on=now.date(), reserved=12_000_000, settled=10_100_000, reserved_at=now))
    save(ReadingGap(watch_id=watch.id, network="x", from_at=now, to_at=now, noticed_at=now))


def test_people_read_a_block_a_source_with_its_state_first(app: Flask) -> None:
    make_read()

    told = status(app)

    assert "X: Reading well\n" in told
    assert "Today         3 pages: 1,261 new, 17 repeats" in told
    assert "$10.10 of $12.50 today, $10.10 of $50.00 this month; 80 % of today's part" in told
    assert "Open gaps     1" in told
    assert "Bluesky: Not set up" in told
    assert "AWARDS_BLUESKY_HANDLE, AWARDS_BLUESKY_APP_PASSWORD are empty." in told


def test_scripts_read_stable_keys(app: Flask) -> None:
    make_read()

    x, bluesky = status_json(app), status_json(app, "bluesky")

    assert x.keys() == bluesky.keys() == KEYS
    assert (x["state"], x["alarm"], x["open_gaps"], x["searches"]) == ("reading", False, 1, 1)
    assert (x["today"]["new"], x["month"]["known"], x["rate"]["remaining"]) == (1261, 17, 4)
    assert (x["spend"]["today"], x["spend"]["today_cap"]) == (10_100_000, 12_500_000)
    assert 420 <= x["lag_seconds"] < 480
    assert (bluesky["state"], bluesky["spend"], bluesky["last_success_at"]) == ("not_set_up", None, None)


def test_a_source_that_needs_somebody_says_so_and_the_exit_code_stays_0(app: Flask) -> None:
    make_watch()
    save(SourceHealth(network="x", failures=3, failure_kind=FailureKind.AUTH, failure="X said no.", is_paused=True))

    assert "X: Paused (needs you)\n" in status(app)
    assert status_json(app)["alarm"] is True
    assert status_json(app)["next_run_at"] is None


def test_asking_how_sources_are_changes_nothing(app: Flask) -> None:
    make_read()
    before = every_row()

    status(app)

    assert every_row() == before


def test_the_help_shows_an_example(app: Flask) -> None:
    assert "Example: awards listen status --json" in status(app, "--help")


def test_what_the_cheapest_page_costs_is_what_x_charges_for_it() -> None:
    assert CHEAPEST_PAGE["x"] == XSource.price * XSource.smallest_page
