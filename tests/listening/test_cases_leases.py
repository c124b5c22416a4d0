"""Who reads a search, and what is left when that process ends: cases 3 to 5 and 48."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app import clock
from app.extensions import db
from app.listening.models import Mention, ReadingDay, Search
from app.listening.passes import lease, standing
from app.listening.passes.standing import LeaseLost
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.own_passes import Pass, finish, start_pass, wait_for_request
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, Query, XServer, make_post
from tests.processes import SECONDS_TO_END

pytestmark = pytest.mark.usefixtures("_money")
# Each database meets one of two; with FULL=1 both.
TURNS = [0, 1] if os.environ.get("FULL") else [0]
KILLED = (("killed_before_the_commit", 100), ("killed_after_the_commit", 200))


@pytest.mark.slow
@pytest.mark.parametrize("turn", TURNS)
def test_case_3_and_4_a_pass_killed_around_a_commit_is_taken_up_at_once(
    app: Flask, x: XServer, source: XSource, engine: str, turn: int
) -> None:
    wrong, kept = KILLED[(engine == "sqlite") ^ turn]
    x.posts = [make_post(number=number) for number in range(350)]
    watch = make_watch()

    dead = start_pass(app, x, wrong=wrong)
    dead.communicate(timeout=240)
    left = stored_ids()
    owner = search_of(watch).lease_owner
    read(source)

    assert (dead.returncode, len(left)) == (-signal.SIGKILL, kept)
    assert owner is not None
    assert stored_ids() == {post["id"] for post in x.posts}
    assert db.session.scalar(select(func.sum(ReadingDay.new))) == 350


def sleeper() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])


def lend_to(owner: str, until: timedelta = timedelta(minutes=2)) -> None:
    """Let another process hold every search."""
    act(lambda: db.session.execute(update(Search).values(lease_owner=owner, lease_until=clock.now() + until)))


def test_case_5_a_living_process_keeps_its_search_and_a_dead_one_loses_it_at_once(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    watch = make_watch()
    other = sleeper()
    lend_to(f"{lease.host()}/{other.pid}/{lease.started(other.pid)}")

    held = read(source)
    other.kill()
    other.wait()
    freed = read(source)

    assert (held.held_elsewhere, held.stored.new) == (1, 0)
    assert freed.stored.new == 1
    assert search_of(watch).lease_owner is None


def test_case_5_a_search_of_another_machine_is_taken_over_after_two_minutes(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    make_watch()
    lend_to("another-machine/1/1", standing.LEASE)

    held = read(source)
    with time_machine.travel(clock.now() + timedelta(seconds=121), tick=True):
        taken = read(source)

    assert (held.held_elsewhere, taken.stored.new) == (1, 1)


def test_case_5_a_stale_worker_cannot_write_over_its_successor(app: Flask) -> None:
    held = act(standing.take_lease, search_of(make_watch()).id)
    assert held is not None
    act(standing.move, held, held.position)

    with pytest.raises(LeaseLost):
        act(standing.move, held, held.position)


def test_a_lease_is_kept_while_a_long_answer_is_waited_for_and_never_taken_back(app: Flask) -> None:
    watch = make_watch()
    held = act(standing.take_lease, search_of(watch).id)
    assert held is not None
    with time_machine.travel(clock.now() + timedelta(seconds=90), tick=True):
        act(standing.prolong_leases)
    kept = search_of(watch)

    assert kept.lease_until is not None
    assert kept.lease_until > clock.now() + timedelta(seconds=150)
    assert kept.version == held.version


@pytest.mark.slow
def test_case_5_two_processes_share_many_searches_and_read_each_one_once(
    app: Flask, x: XServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    x.posts = [make_post(number=number) for number in range(60)]
    x.largest_page = 25
    seen = InFlight(x)
    monkeypatch.setattr(x, "search", seen.search)
    for _ in range(6):
        make_watch()

    words = ("listen", "once", "--source", "x")
    for running in [start_pass(app, x, words=words), start_pass(app, x, words=words)]:
        finish(running)

    assert seen.most_at_once == 1
    assert set(seen.asked.values()) == {3}
    assert db.session.scalar(select(func.count()).select_from(Mention)) == 60
    assert db.session.scalar(select(func.sum(ReadingDay.new))) == 60


class InFlight:
    """Count how many requests of one search are under way at the same time."""

    def __init__(self, x: XServer) -> None:
        self._answer = x.search
        self._lock = threading.Lock()
        self._now: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.most_at_once = 0

    def search(self, query: Query) -> Answer:
        asked = query["query"]
        with self._lock:
            self._now[asked] += 1
            self.asked[asked] += 1
            self.most_at_once = max(self.most_at_once, self._now[asked])
        time.sleep(0.1)
        with self._lock:
            self._now[asked] -= 1
        return self._answer(query)


def seconds_to_end(running: Pass) -> float:
    began = time.monotonic()
    running.wait(timeout=240)
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("turn", TURNS)
def test_case_48_a_pass_ends_while_every_network_is_silent_and_frees_its_leases(
    app: Flask, x: XServer, engine: str, turn: int
) -> None:
    number = (signal.SIGTERM, signal.SIGINT)[(engine == "sqlite") ^ turn]
    watch = make_watch(networks=["x", "bluesky"], phrases=["great support"])
    x.instead = [Answer("{}", pause=60)]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(240)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        account = {"AWARDS_BLUESKY_HANDLE": "a.example", "AWARDS_BLUESKY_APP_PASSWORD": "p"}
        running = start_pass(app, x, words=("listen", "once", "--now"), **account, AWARDS_BLUESKY_URL=address)
        wait_for_request(x, running)
        with silent.accept()[0]:
            running.send_signal(number)
            took = seconds_to_end(running)
    said = running.communicate()[0]

    assert took < SECONDS_TO_END
    assert running.returncode == 1
    assert [line.partition(":")[0] for line in said.splitlines() if "goes on from here" in line] == ["bluesky", "x"]
    assert set(owners_of(watch.id)) == {None}


def owners_of(watch_id: int) -> list[str | None]:
    db.session.rollback()
    return list(db.session.scalars(select(Search.lease_owner).where(Search.watch_id == watch_id)))


@pytest.mark.slow
def test_case_48_a_pass_that_stores_when_it_is_asked_to_end_keeps_the_page(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(400)]
    x.largest_page, x.pause = 10, 0.05
    is_asked = threading.Event()
    x.before = lambda number: is_asked.wait(60) if number == 30 else None
    make_watch()
    running = start_pass(app, x)
    wait_for_request(x, running, before=3)

    running.send_signal(signal.SIGTERM)
    is_asked.set()
    took = seconds_to_end(running)
    running.communicate()
    kept = len(stored_ids())
    x.pause = 0.0
    read(source)

    assert took < SECONDS_TO_END
    assert 0 < kept < 400
    assert kept % 10 == 0
    assert len(stored_ids()) == 400
