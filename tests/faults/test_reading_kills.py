"""Whatever kills the reading and when: every post that arrives is stored, once."""

import os
import random
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.listening.models import Mention, ReadingDay
from tests.listening import x_server
from tests.listening.own_passes import finish, start_pass, wait_for_request
from tests.listening.rows import make_watch
from tests.listening.x_server import make_post

pytestmark = pytest.mark.slow
FULL = bool(os.environ.get("FULL"))
KILLS, POSTS = (40, 2_500) if FULL else (4, 250)
TRIES = 40
OLDEST = timedelta(minutes=115)
A_PAGE = 25


class Arrivals:
    """Posts that arrive one after the other, each a little later than the one before.

    They span far more time than a cursor's overlap, which would hide what a wrong cursor loses.
    """

    def __init__(self, x, number):
        self.x, self.left = x, number
        self.step = OLDEST / (number + 1)

    def arrive(self, number=1):
        for _ in range(min(number, self.left)):
            self.left -= 1
            age = self.step * (self.left + 1) + timedelta(minutes=1)
            text = f"Great support, {self.left} times."
            self.x.posts = [*self.x.posts, make_post(ago=age, text=text, number=self.left % 1000)]

    def go_on(self, every, stop):
        while self.left and not stop.wait(every):
            self.arrive()


@contextmanager
def arriving(arrivals, every):
    stop = threading.Event()
    thread = threading.Thread(target=arrivals.go_on, args=(every, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def kill_passes(app, x, kills, *, wrong="", until=lambda: False):
    """Start one pass after the other and kill each a moment after its first request, in time a longer one."""
    for kill in range(kills):
        asked = len(x.asked)
        running = start_pass(app, x, wrong=wrong)
        wait_for_request(x, running, asked)
        time.sleep(random.uniform(0, 0.5 + kill / 10))
        running.kill()
        running.communicate()
        if until():
            return kill + 1
    return kills


def count_wrongs(x):
    """Compare what arrived with what is stored and with what was counted as new."""
    db.session.rollback()
    stored = db.session.execute(select(Mention.post_id, Mention.text)).all()
    counted = db.session.scalar(select(func.sum(ReadingDay.new)))
    return {
        "lost": len({post["id"] for post in x.posts} - {row.post_id for row in stored}),
        "doubled": len(stored) - len({row.text for row in stored}),
        "counted wrongly": counted - len(stored),
    }


def test_no_post_is_lost_or_doubled_when_passes_are_killed(app):
    make_watch()
    with x_server.running() as x:
        x.largest_page, x.pause = A_PAGE, 0.03
        arrivals = Arrivals(x, POSTS)
        arrivals.arrive(POSTS // 3)
        began = time.monotonic()
        with arriving(arrivals, every=0.1):
            kill_passes(app, x, KILLS)
        arrivals.arrive(POSTS)
        said = finish(start_pass(app, x))
        wrongs, requests = count_wrongs(x), len(x.asked)

    print(
        f"\nreading on {db.engine.dialect.name}: {KILLS} kills, {len(x.posts)} posts, {requests} requests,"
        f" {time.monotonic() - began:.0f} s, wrong: {wrongs}; last pass: {said.strip()}"
    )
    assert len(x.posts) == POSTS
    assert wrongs == {"lost": 0, "doubled": 0, "counted wrongly": 0}


def test_the_same_loop_catches_a_cursor_that_asks_from_the_newest_post_seen(app):
    make_watch()
    with x_server.running() as x:
        x.largest_page, x.pause = A_PAGE, 0.1
        Arrivals(x, POSTS).arrive(POSTS)
        kills = kill_passes(app, x, TRIES, wrong="naive_cursor", until=lambda: has_lost_any(x))
        start_pass(app, x, wrong="naive_cursor").communicate()
        wrongs = count_wrongs(x)

    print(f"\nreading with a naive cursor on {db.engine.dialect.name}: {kills} kills, wrong: {wrongs}")
    assert wrongs["lost"] > 0


def has_lost_any(x):
    """Tell whether the newest post is stored and another is not, though a naive pass will never ask for it again."""
    db.session.rollback()
    stored = set(db.session.scalars(select(Mention.post_id)))
    db.session.rollback()
    return max(post["id"] for post in x.posts) in stored and len(stored) < len(x.posts)
