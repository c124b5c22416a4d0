import os
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening.models import ReadSpend, Search
from app.listening.passes import lease, network
from app.listening.passes.stopping import Stop
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer, make_post

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


def test_a_source_in_trouble_is_left_alone_until_its_time(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer("", 503, {"Retry-After": "40"})]
    make_watch()

    read(source, is_asked=False)
    waiting = read(source, is_asked=False)
    with time_machine.travel(clock.now() + timedelta(seconds=45), tick=True):
        later = read(source, is_asked=False)

    assert waiting.note.startswith("waiting until")
    assert (later.pages, len(x.asked)) == (1, 2)


def test_a_watch_that_is_not_due_is_not_read_unless_a_person_asks(app: Flask, x: XServer, source: XSource) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=5))

    resting, asked = read(source, is_asked=False), read(source)

    assert (resting.searches, asked.searches) == (0, 1)


def test_being_asked_to_stop_ends_the_wait_and_frees_the_watch(app: Flask, x: XServer, source: XSource) -> None:
    watch = make_watch()
    stop = Stop()
    stop.was_asked = True

    report = network.read_network(source, is_asked=True, stop=stop)

    assert "goes on from here" in report.note
    assert search_of(watch).lease_owner is None
    assert x.asked == []


def test_the_lease_names_this_very_process() -> None:
    assert not lease.is_gone(lease.own_name())
    assert lease.is_gone(f"{lease.host()}/{os.getpid()}/1")
    assert not lease.is_gone("another-machine/1/1")
