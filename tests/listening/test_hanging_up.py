"""A server that sends for ever what is no answer: the wait ends, and with it the thread and the connection."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
import requests

from app.listening.sources.bluesky.transport import BoundedTransport
from app.listening.sources.bounded import Limits, TooSlow, unpacked, within
from app.listening.sources.carrying import BoundedAdapter
from app.listening.sources.lines import Lines, attend
from app.listening.sources.rss.transport import PublicAdapter
from tests.listening.rss import anywhere

SHORT = Limits(connect=1.0, read=1.0, total=0.5)
NEVER_ENDING = {
    "informational answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a header, letter by letter": (b"HTTP/1.1 200 OK\r\n", b"X"),
}


@contextmanager
def talker(begins: bytes, goes_on: bytes) -> Iterator[tuple[str, threading.Event]]:
    """Answer every request with one piece after the other, until the other side hangs up."""
    server = socket.create_server(("127.0.0.1", 0))
    is_hung_up = threading.Event()

    def talk() -> None:
        with suppress(OSError):
            line, _ = server.accept()
            with line, suppress(OSError):
                line.recv(65_536)
                line.sendall(begins)
                while True:
                    line.sendall(goes_on)
                    time.sleep(0.02)
            is_hung_up.set()

    threading.Thread(target=talk, daemon=True).start()
    with server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}", is_hung_up


def with_requests(url: str) -> object:
    return BoundedAdapter(SHORT).send(requests.Request("GET", url).prepare())


def with_feeds(url: str) -> object:
    return PublicAdapter(SHORT, anywhere).send(requests.Request("GET", url).prepare())


def with_bluesky(url: str) -> object:
    return BoundedTransport(url, SHORT).handle_request(httpx.Request("GET", f"{url}/xrpc/a"))


@pytest.mark.parametrize("ask", [with_requests, with_feeds, with_bluesky])
@pytest.mark.parametrize("what", NEVER_ENDING)
def test_no_thread_and_no_connection_outlives_the_wait(ask: Callable[[str], object], what: str) -> None:
    before = set(threading.enumerate())
    with talker(*NEVER_ENDING[what]) as (url, is_hung_up):
        with pytest.raises(TooSlow):
            within(SHORT.total, lambda: ask(url))

        assert is_hung_up.wait(60)
    ends_at = time.monotonic() + 60
    while set(threading.enumerate()) - before and time.monotonic() < ends_at:
        time.sleep(0.02)
    assert set(threading.enumerate()) - before == set()


def test_a_connection_that_is_used_again_is_hung_up_too() -> None:
    ours, theirs = socket.socketpair()
    is_over = threading.Event()
    with ours, theirs:
        within(60, lambda: attend(ours))
        theirs.settimeout(0.05)
        with pytest.raises(TimeoutError):
            theirs.recv(1)
        with pytest.raises(TooSlow):
            within(0.05, lambda: (attend(ours), is_over.wait(60)))
        is_over.set()

        theirs.settimeout(60)
        assert theirs.recv(1) == b""


def test_a_connection_that_opens_after_the_wait_is_ended_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        lines = Lines()
        lines.hang_up()
        lines.keep(ours)

        theirs.settimeout(60)
        assert theirs.recv(1) == b""


def test_what_follows_the_end_of_a_packed_answer_is_not_read() -> None:
    def pieces() -> Iterator[bytes]:
        yield gzip.compress(b"a page")
        pytest.fail("read on after the end")

    assert b"".join(unpacked(pieces())) == b"a page"
