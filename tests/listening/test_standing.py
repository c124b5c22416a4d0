import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening import lease, passes, standing
from app.listening.models import ReadSpend, Search, SourceHealth
from app.listening.sources.x.source import XSource
from app.listening.standing import LeaseLost
from app.listening.stopping import Stop
from app.web.actions import act
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer, make_post, refusal

pytestmark = pytest.mark.usefixtures("_money")


def test_posts_cursor_and_cost_come_in_together_or_not_at_all(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    watch = make_watch()

    def overtake(_number: int) -> None:
        with app.app_context():
            act(lambda: db.session.execute(update(Search).values(version=Search.version + 1)))

    x.before = overtake
    report = read(source)

    assert report.held_elsewhere == 1
    assert stored_ids() == set()
    assert search_of(watch).floor_id is None
    assert db.session.scalars(select(ReadSpend.settled)).one() is None


def test_a_living_process_keeps_its_watch_and_a_dead_one_loses_it_at_once(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    watch = make_watch()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    owner = f"{lease.host()}/{sleeper.pid}/{lease.started(sleeper.pid)}"
    until = clock.now() + timedelta(minutes=2)
    act(lambda: db.session.execute(update(Search).values(lease_owner=owner, lease_until=until)))

    held = read(source)
    sleeper.kill()
    sleeper.wait()
    freed = read(source)

    assert (held.held_elsewhere, held.stored.new) == (1, 0)
    assert freed.stored.new == 1
    assert search_of(watch).lease_owner is None


def test_a_stale_worker_cannot_write_over_its_successor(app: Flask) -> None:
    watch = make_watch()
    held = act(standing.take_lease, search_of(watch).id)
    assert held is not None
    act(standing.move, held, held.position)

    with pytest.raises(LeaseLost):
        act(standing.move, held, held.position)


def test_a_failure_is_remembered_and_only_a_person_goes_through_it(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [refusal("no", 401)]
    make_watch()

    failed, paused, asked = read(source), read(source, is_asked=False), read(source)

    health = db.session.scalars(select(SourceHealth)).one()
    assert "bearer token" in failed.failure
    assert "paused until a person" in paused.failure
    assert (asked.failure, health.failures, health.failure_kind) == ("", 0, None)
    assert len(x.asked) == 2


def test_a_source_in_trouble_is_left_alone_until_its_time(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer("", 503, {"Retry-After": "40"})]
    make_watch()

    read(source, is_asked=False)
    waiting = read(source, is_asked=False)
    with time_machine.travel(clock.now() + timedelta(seconds=45), tick=True):
        later = read(source, is_asked=False)

    assert waiting.note.startswith("waiting until")
    assert (later.pages, len(x.asked)) == (1, 2)


def test_a_refused_search_rests_and_the_other_watches_are_read(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    x.instead = [refusal("Ambiguous use of OR")]
    bad, good = make_watch(), make_watch()

    report = read(source)
    read(source, is_asked=False)

    assert "Ambiguous use of OR" in report.failure
    assert report.stored.new == 1
    assert search_of(bad).refused
    assert search_of(good).refused is None
    assert len(x.asked) == 2


def test_a_watch_that_is_not_due_is_not_read_unless_a_person_asks(app: Flask, x: XServer, source: XSource) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=5))

    resting, asked = read(source, is_asked=False), read(source)

    assert (resting.searches, asked.searches) == (0, 1)


def test_being_asked_to_stop_ends_the_wait_and_frees_the_watch(app: Flask, x: XServer, source: XSource) -> None:
    watch = make_watch()
    stop = Stop()
    stop.was_asked = True

    report = passes.read_network(source, is_asked=True, stop=stop)

    assert "goes on from here" in report.note
    assert search_of(watch).lease_owner is None
    assert x.asked == []


def test_the_lease_names_this_very_process() -> None:
    assert not lease.is_gone(lease.own_name())
    assert lease.is_gone(f"{lease.host()}/{os.getpid()}/1")
    assert not lease.is_gone("another-machine/1/1")
