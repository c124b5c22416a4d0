import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest

from app.listening.sources.bounded import TooSlow, within
from app.listening.sources.protocol import FailureKind, PageRequest, SourceFailure
from app.listening.sources.x.source import XSource
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, refusal

ASK = PageRequest(query="support", size=100)


def failure(source: XSource, request: PageRequest = ASK) -> SourceFailure:
    with pytest.raises(SourceFailure) as caught:
        source.fetch(request)
    return caught.value


def test_a_page_arrives_with_its_posts_and_the_token_of_the_next(x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(12)]

    page = source.fetch(PageRequest(query="support", size=10))

    assert len(page.posts) == page.units == 10
    assert page.next_token == f"below-{page.oldest_id}"
    assert page.newest_id == max(post["id"] for post in x.posts)


def test_the_request_carries_token_query_and_edges(x: XServer, source: XSource) -> None:
    start = datetime.now(UTC) - timedelta(hours=2)

    source.fetch(PageRequest(query="kind help", size=50, start_at=start, token="t"))

    asked = x.asked[0]
    assert (asked["query"], asked["max_results"], asked["next_token"]) == ("kind help", "50", "t")
    assert asked["start_time"] == start.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert "note_tweet" in asked["tweet.fields"]
    assert "since_id" not in asked
    assert x.headers[0]["Authorization"] == f"Bearer {TOKEN}"


def test_an_echoed_token_is_blotted_out(x: XServer, source: XSource) -> None:
    x.instead = [refusal(f"The token {TOKEN} may not search for this")]

    assert TOKEN not in failure(source).sentence


def test_a_refused_page_is_told_from_a_refused_floor(x: XServer, source: XSource) -> None:
    x.instead = [refusal("next_token is invalid"), refusal("since_id must be a tweet id created after 2026")]

    page = failure(source, PageRequest(query="support", size=10, token="old"))
    floor = failure(source, PageRequest(query="support", size=10, since_id="1"))

    assert (page.kind, floor.kind) == (FailureKind.STALE_PAGE, FailureKind.STALE_CURSOR)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 60),
        ({"x-rate-limit-reset": "soon"}, 60),
        ({"x-rate-limit-reset": "1"}, 1),
        ({"x-rate-limit-reset": "99999999999"}, 960),
        ({"Retry-After": "7"}, 7),
    ],
)
def test_a_full_window_says_when_to_come_back(x: XServer, source: XSource, headers: dict[str, str], wait: int) -> None:
    x.instead = [Answer("", 429, headers)]

    assert failure(source).after == timedelta(seconds=wait)


def test_the_wait_is_computed_by_the_clock_of_the_server(x: XServer, source: XSource) -> None:
    headers = {"Date": "Sat, 01 Jan 2028 00:00:00 GMT", "x-rate-limit-reset": "1830297605"}
    x.instead = [Answer("", 429, headers)]

    assert failure(source).after == timedelta(seconds=5)


def test_a_call_that_outlives_every_timeout_is_left_behind() -> None:
    is_over = threading.Event()

    with pytest.raises(TooSlow):
        within(0.05, lambda: is_over.wait(60))
    is_over.set()


def test_tweepy_never_logs_the_token(x: XServer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tweepy").setLevel(logging.NOTSET)
        XSource(token=TOKEN, base=x.url).fetch(ASK)

    assert TOKEN not in caplog.text


def test_proxies_of_the_machine_are_not_asked(x: XServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    page = XSource(token=TOKEN, base=f"{x.url}/").fetch(ASK)

    assert page.units == 0
