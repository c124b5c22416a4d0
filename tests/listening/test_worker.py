from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.listening.passes import standing
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.listening.worker import read_due
from app.web.actions import act
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, XServer


@pytest.fixture
def _x_is_set_up(app: Flask, x: XServer) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token=TOKEN, x_api_url=x.url)
    yield
    app.config["AWARDS"] = kept


def has_started() -> bool:
    started: list[None] = []
    return read_due(lambda: started.append(None)) and len(started) == 1


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_pass_is_started_when_a_watch_is_due(app: Flask) -> None:
    make_watch()

    assert has_started()


@pytest.mark.usefixtures("_x_is_set_up")
def test_no_pass_is_started_before_its_time(app: Flask) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=5))

    assert not has_started()


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_paused_network_waits_for_a_person(app: Flask) -> None:
    make_watch()
    act(standing.note_failure, "x", SourceFailure(FailureKind.AUTH, "no"))

    assert not has_started()


def test_without_settings_nothing_is_started(app: Flask) -> None:
    make_watch()

    assert not has_started()
