"""`awards listen check`, and the worker that starts it."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from click.testing import Result
from flask import Flask

from app import clock
from app.extensions import queue
from app.listening.passes import standing
from app.listening.rules import MentionState
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.listening.worker import check_due
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.listening.x_server import TOKEN, Answer, XServer, make_post
from tests.make import reload


@pytest.fixture
def _x_is_set_up(app: Flask, x: XServer) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token=TOKEN, x_api_url=x.url, x_monthly_budget=Decimal(100))
    yield
    app.config["AWARDS"] = kept


def run(app: Flask, *words: str) -> Result:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return app.test_cli_runner().invoke(args=["listen", "check", *words])
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def has_started() -> bool:
    started: list[None] = []
    return check_due(lambda: started.append(None)) and len(started) == 1


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_check_prints_a_line_a_source_and_wipes_what_is_gone(app: Flask, x: XServer) -> None:
    x.posts = [make_post(number=number) for number in range(3)]
    held = [make_mention(post_id=post["id"]) for post in x.posts]
    x.lost[held[0].post_id] = "deleted"

    result = run(app)

    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert "x: 3 checked, 1 gone and wiped, for $0.01." in lines
    assert any(line.startswith("bluesky: not set up:") for line in lines)
    assert reload(held[0]).state is MentionState.GONE


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_source_that_fails_makes_the_command_fail_and_wipes_nothing(app: Flask, x: XServer) -> None:
    mention = make_mention()
    x.instead = [Answer("", 500)]

    result = run(app, "--source", "x")

    assert result.exit_code == 1
    assert "x: failed: X has trouble of its own (status 500)." in result.output
    assert TOKEN not in result.output
    assert reload(mention).text


@pytest.mark.usefixtures("_x_is_set_up")
def test_nothing_to_check_asks_nobody(app: Flask, x: XServer) -> None:
    result = run(app, "--source", "x")

    assert (result.exit_code, result.output) == (0, "x: nothing to check.\n")
    assert x.asked == []


def test_a_source_that_is_named_and_not_set_up_fails(app: Flask) -> None:
    assert run(app).exit_code == 0
    assert run(app, "--source", "x").exit_code == 1


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_person_may_check_a_network_that_rests_and_the_worker_may_not(app: Flask, x: XServer) -> None:
    post = make_post()
    x.posts = [post]
    make_mention(post_id=post["id"], found_at=clock.now() - timedelta(days=2))
    act(standing.note_failure, "x", SourceFailure(FailureKind.AUTH, "no"))

    resting, asked = run(app, "--due", "--source", "x"), run(app, "--source", "x")

    assert "paused" in resting.output
    assert "1 checked" in asked.output


@pytest.mark.usefixtures("_x_is_set_up")
def test_the_worker_starts_a_check_once_a_day(app: Flask, x: XServer) -> None:
    post = make_post()
    x.posts = [post]
    make_mention(post_id=post["id"])

    fresh = has_started()
    with time_machine.travel(clock.now() + timedelta(hours=21), tick=False):
        due = has_started()
        run(app, "--due", "--source", "x")
        checked = has_started()

    assert (fresh, due, checked) == (False, True, False)


def test_the_worker_knows_both_jobs() -> None:
    assert {"posts checked": 60, "posts kept": 720}.items() <= {job.name: job.every for job in queue.jobs}.items()


def test_without_settings_no_check_is_started(app: Flask) -> None:
    make_mention(found_at=clock.now() - timedelta(days=2))

    assert not has_started()
