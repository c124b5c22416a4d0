"""What may become of an answer on its way: cases 26 to 36; whatever it is, one request is lost and no post."""

import socket
from typing import Any

import pytest
from flask import Flask

from app.listening.sources.bounded import Limits
from app.listening.sources.x.source import XSource
from tests.listening import x_server
from tests.listening.failing import fail, recover_after
from tests.listening.reading import health_of, read, seconds_to_wait, spent, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, Answer, XServer, packed

pytestmark = pytest.mark.usefixtures("_money")
LONGEST_WAIT = 15 * 60
HTML = {"Content-Type": "text/html"}
SHOUT = "<html><body><h1>Oops</h1></body></html>"


@pytest.fixture
def quick(x: XServer) -> XSource:
    """Read from X's stand-in with little patience."""
    return XSource(token=TOKEN, base=x.url, limits=Limits(connect=5.0, read=1.5, total=2.5))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("body", ['{"errors": null, "status": "x"}', SHOUT], ids=["json", "html"])
def test_case_26_trouble_at_x_is_waited_for_and_made_up(
    app: Flask, x: XServer, source: XSource, status: int, body: str
) -> None:
    said = fail(x, source, Answer(body, status, {"Retry-After": "7"} if status == 503 else {}))

    assert said == f"X has trouble of its own (status {status})."
    assert seconds_to_wait() <= (7 if status == 503 else 10)
    assert spent() == 100 * source.price
    assert recover_after(source, 10) == 150


@pytest.mark.parametrize(
    "answer",
    [
        Answer(SHOUT, headers=HTML),
        Answer(""),
        Answer("\ufeff" + '{"data": [], "meta": {}}'),
        Answer([1, 2]),
        Answer({"errors": None}),
        Answer({"detail": None}),
        Answer('"a bare string"'),
        Answer({"data": "x"}),
        Answer("[" * 100_000),
        Answer(b"\xff\xfe{}"),
    ],
    ids=["html", "empty", "bom", "list", "no errors", "no detail", "string", "odd data", "deep", "no utf-8"],
)
def test_case_27_a_200_that_is_no_page_is_a_failure_in_words(
    app: Flask, x: XServer, source: XSource, answer: Answer
) -> None:
    said = fail(x, source, answer)

    assert said == "X answered with something that is not a page of posts."
    assert spent() == 200 * source.price
    assert recover_after(source, LONGEST_WAIT) == 150


@pytest.mark.parametrize("body", [{"errors": None}, {"detail": None}, [], "text"], ids=str)
def test_case_27_a_400_without_a_reason_is_told_as_one(app: Flask, x: XServer, source: XSource, body: Any) -> None:
    x.instead = [Answer(body, 400)]
    make_watch()

    assert "no reason given" in read(source).failure


BROKEN = {
    "case 28": Answer('{"data": [', headers={"Content-Length": "900"}),
    "case 29": Answer(b'5\r\n{"dat\r\nzz\r\n', headers={"Transfer-Encoding": "chunked"}),
    "case 30": Answer(b"not gzip", headers={"Content-Encoding": "gzip"}),
    "case 31 closed": Answer(hang_up="close"),
    "case 31 reset": Answer(hang_up="reset"),
}


def test_case_28_a_body_that_breaks_off_is_read_again(app: Flask, x: XServer, source: XSource) -> None:
    assert fail(x, source, BROKEN["case 28"]) == "The connection to X broke off."
    assert recover_after(source, LONGEST_WAIT) == 150


def test_case_29_a_broken_chunk_is_read_again(app: Flask, x: XServer, source: XSource) -> None:
    assert fail(x, source, BROKEN["case 29"]) == "The connection to X broke off."
    assert recover_after(source, LONGEST_WAIT) == 150


def test_case_30_what_does_not_unpack_is_read_again(app: Flask, x: XServer, source: XSource) -> None:
    assert fail(x, source, BROKEN["case 30"]) == "The connection to X broke off."
    assert recover_after(source, LONGEST_WAIT) == 150


@pytest.mark.parametrize("how", ["closed", "reset"])
def test_case_31_a_connection_that_is_dropped_is_made_again(app: Flask, x: XServer, source: XSource, how: str) -> None:
    assert fail(x, source, BROKEN[f"case 31 {how}"]) == "The connection to X broke off."
    assert recover_after(source, LONGEST_WAIT) == 150


def test_case_32_silence_ends_within_the_limit(app: Flask, x: XServer, quick: XSource) -> None:
    assert fail(x, quick, Answer("{}", pause=60)) == "X took too long to answer."
    assert spent() == 200 * quick.price
    assert recover_after(quick, LONGEST_WAIT) == 150


def test_case_33_an_answer_drop_by_drop_ends_within_the_limit(app: Flask, x: XServer, quick: XSource) -> None:
    assert fail(x, quick, Answer(" " * 600, drip=0.1)) == "X took too long to answer."
    assert recover_after(quick, LONGEST_WAIT) == 150


@pytest.mark.parametrize("answer", [Answer(b" " * 50_000_000), packed(50_000_000)], ids=["plain", "packed"])
def test_case_34_a_body_of_50_megabytes_is_not_read_to_its_end(
    app: Flask, x: XServer, source: XSource, answer: Answer
) -> None:
    assert fail(x, source, answer) == "X sent more than a page can hold (over 5 MB)."
    assert recover_after(source, LONGEST_WAIT) == 150


def test_case_35_a_redirect_is_reported_and_the_token_does_not_follow(app: Flask, x: XServer, source: XSource) -> None:
    with x_server.running() as elsewhere:
        said = fail(x, source, Answer("", 301, {"Location": f"{elsewhere.url}/2/tweets/search/recent"}))

    assert f"'{elsewhere.url}/2/tweets" in said
    assert "Check AWARDS_X_API_URL" in said
    assert elsewhere.asked == []


def test_case_36_a_host_that_refuses_connections_costs_nothing(app: Flask) -> None:
    make_watch()

    report = read(XSource(token=TOKEN, base="http://127.0.0.1:9"))

    assert report.failure == health_of().failure == "X could not be reached."
    assert spent() == 0


def test_case_36_a_name_that_nobody_knows_costs_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_watch()

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", unknown)
        report = read(XSource(token=TOKEN, base="http://x.invalid"))

    assert report.failure == "X could not be reached."
    assert (spent(), stored_ids()) == (0, set())
