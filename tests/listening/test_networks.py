"""Networks are read side by side: none waits for another, and each gives one line in its place."""

import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask

from app.errors import Unavailable
from app.extensions import db
from app.listening.passes import networks
from app.listening.passes.draining import Report
from app.listening.passes.networks import read_side_by_side
from app.listening.passes.stopping import Stop, Stopped

ReadOne = Callable[[str], Report]


def names_of(read_one: ReadOne, stop: Stop, *, of: tuple[str, ...] = ("a", "b", "c")) -> list[str]:
    return [report.network for report in read_side_by_side(of, read_one, stop)]


def test_a_slow_network_delays_no_other_and_the_order_stays(app: Flask) -> None:
    ended: list[str] = []
    others = threading.Semaphore(0)

    def read_one(network: str) -> Report:
        is_last = network != "a" or all(others.acquire(timeout=30) for _ in "bc")
        ended.append(network if is_last else f"{network} waited in vain")
        others.release()
        return Report(network)

    names = names_of(read_one, Stop())

    assert names == ["a", "b", "c"]
    assert ended[-1] == "a"


def test_every_network_has_a_session_of_its_own(app: Flask) -> None:
    sessions: list[object] = []
    together = threading.Barrier(3, timeout=30)

    def read_one(network: str) -> Report:
        sessions.append(db.session())
        together.wait()
        return Report(network)

    names_of(read_one, Stop())

    assert len({id(each) for each in [*sessions, db.session()]}) == 4


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(Unavailable(), "database refuses work"), (ValueError("secret"), "stumbled (ValueError)")],
)
def test_whatever_goes_wrong_in_one_becomes_its_own_line(app: Flask, wrong: Exception, words: str) -> None:
    def read_one(network: str) -> Report:
        if network == "b":
            raise wrong
        return Report(network)

    reports = list(read_side_by_side(["a", "b", "c"], read_one, Stop()))

    assert [bool(report.failure) for report in reports] == [False, True, False]
    assert words in reports[1].failure
    assert "secret" not in reports[1].failure


def test_all_end_when_the_pass_is_asked_to(app: Flask) -> None:
    stop = Stop()

    def read_one(network: str) -> Report:
        stop.ask()
        while True:
            time.sleep(0.02)
            stop.check()

    reports = list(read_side_by_side(["a", "b"], read_one, stop))

    assert ["goes on from here" in report.note for report in reports] == [True, True]


def test_a_network_that_hangs_beyond_everything_is_left_behind(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "ENDS_WITHIN", 0.3)
    stop = Stop()
    stop.ask()
    released: list[bool] = []

    def read_one(network: str) -> Report:
        while not released:
            time.sleep(0.02)
        raise Stopped

    reports = list(read_side_by_side(["a", "b"], read_one, stop))
    released.append(True)

    assert ["left behind" in report.failure for report in reports] == [True, True]
