"""When every place is taken, somebody has to go: whoever was answered, then whoever hesitates longest."""

import logging
import selectors
import socket
import time

import pytest
from gunicorn.config import Config

from app.web.arriving import Line
from app.web.worker import LONGEST_REQUEST_SECONDS, Worker


@pytest.fixture
def worker():
    full = Worker(0, 0, [], None, 60, Config(), logging.getLogger("gunicorn.error"))
    full.poller, full.worker_connections = selectors.DefaultSelector(), 2
    full._arriving, full._parting = {}, {}
    yield full
    for key in list(full.poller.get_map().values()):
        key.fileobj.close()
    full.poller.close()
    full.tmp.close()


@pytest.fixture
def browsers():
    theirs = []
    yield theirs
    for each in theirs:
        each.close()


@pytest.fixture
def line(worker, browsers):
    def come():
        browser, server = socket.socketpair()
        browsers.append(browser)
        worker.poller.register(server, selectors.EVENT_READ)
        worker.nr_conns += 1
        return Line(worker.cfg, server, "", "")

    return come


def is_open(each):
    return each.sock.fileno() != -1


def test_the_longest_silent_goes_and_the_newcomer_stays(worker, line):
    silent, newcomer = line(), line()
    silent.timeout -= 1
    worker.pending_conns.extend([silent, newcomer])

    worker.murder_pending()

    assert (is_open(silent), is_open(newcomer), worker.nr_conns) == (False, True, 1)


def test_who_was_answered_goes_before_who_waits(worker, line):
    answered, silent = line(), line()
    silent.timeout -= 1
    worker.pending_conns.append(silent)
    worker._parting[answered.sock] = time.monotonic() + 60

    worker.murder_pending()

    assert (is_open(answered), is_open(silent), worker.nr_conns) == (False, True, 1)


def test_without_silent_ones_the_longest_in_the_middle_of_a_request_goes(worker, line):
    slow, other = line(), line()
    worker._arriving[slow] = time.monotonic() + LONGEST_REQUEST_SECONDS - 1
    worker._arriving[other] = time.monotonic() + LONGEST_REQUEST_SECONDS

    worker.murder_pending()

    assert (is_open(slow), is_open(other), worker.nr_conns) == (False, True, 1)


def test_while_there_is_room_nobody_goes(worker, line):
    silent = line()
    silent.timeout -= 1
    worker.pending_conns.append(silent)

    worker.murder_pending()

    assert (is_open(silent), worker.nr_conns) == (True, 1)
