import socket

import pytest
from gunicorn.config import Config

from app.web.arriving import GO_ON, MOST_HEAD, Line, TooLong, bytes_missing
from app.web.bodies import LONG

GET = b"GET / HTTP/1.1\r\nHost: awards.example.org\r\n\r\n"


def post(*heads, body=b""):
    return b"\r\n".join([b"POST /nominate HTTP/1.1", b"Host: awards.example.org", *heads, b"", body])


@pytest.mark.parametrize(
    ("heard", "missing"),
    [
        (b"", 1),
        (GET[:-1], 1),
        (GET, 0),
        (GET + GET[:5], 0),
        (post(b"Content-Length: 7", body=b"a=b"), 4),
        (post(b"CONTENT-LENGTH:\t0007 ", body=b"a=b&c=d"), 0),
        (post(b"X-Content-Length: 7"), 0),
        (post(b"X: a", body=b"\r\nContent-Length: 7\r\n"), 0),
        (post(b"Content-Length: %d" % LONG), LONG),
        (post(b"Content-Length: %d" % (LONG + 1)), 0),
        (post(b"Content-Length: " + b"9" * 8000), 0),
        (post(b"Transfer-Encoding: chunked"), 0),
    ],
)
def test_what_is_missing_of_a_request_is_told_from_what_is_there(heard, missing):
    assert bytes_missing(heard) == missing


def test_a_head_without_end_is_not_waited_for():
    with pytest.raises(TooLong):
        bytes_missing(GET[:-2] + b"X: " + b"a" * MOST_HEAD)


@pytest.fixture
def ends():
    browser, server = socket.socketpair()
    yield browser, Line(Config(), server, "", "")
    browser.close()
    server.close()


def test_a_line_counts_what_lies_ready_without_taking_it(ends):
    browser, line = ends
    request = post(b"Content-Length: 7", body=b"a=b")

    browser.sendall(request)
    wanted = line.wanted()
    browser.sendall(b"&c=d")

    assert wanted == len(request) + 4
    assert line.wanted() == 0
    assert line.sock.recv(1000) == request + b"&c=d"


def test_a_line_that_ends_in_the_middle_is_waited_for_no_longer(ends):
    browser, line = ends
    browser.sendall(GET[:5])
    browser.shutdown(socket.SHUT_WR)

    assert line.wanted()
    assert line.wanted() == 0


def test_a_sender_who_asks_first_is_told_once_that_the_body_is_welcome(ends):
    browser, line = ends
    browser.sendall(post(b"Content-Length: 7", b"Expect: 100-continue", body=b"a"))
    line.wanted()
    browser.sendall(b"=b")
    line.wanted()

    assert browser.recv(1000) == GO_ON
