import logging
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.listening.sources.bounded import Limits, TooSlow, within
from app.listening.sources.protocol import FailureKind, PageRequest, SourceFailure
from app.listening.sources.x.source import XSource
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, packed, refusal

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


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (refusal("Unauthorized", 401), FailureKind.AUTH, "bearer token"),
        (Answer("<html>no</html>", 403), FailureKind.AUTH, "status 403"),
        (Answer({"title": "CreditsDepleted"}, 402), FailureKind.BILLING, "money"),
        (Answer({"type": "https://api.x.com/2/problems/usage-capped"}, 429), FailureKind.BILLING, "money"),
        (Answer({"detail": "spend limit reached"}, 403), FailureKind.BILLING, "money"),
        (Answer("", 404), FailureKind.BUG, "status 404"),
        (Answer("slow down", 429), FailureKind.RETRY, "slowly"),
        (Answer("<html>oops</html>", 500), FailureKind.RETRY, "status 500"),
        (Answer({"errors": None}, 503), FailureKind.RETRY, "status 503"),
        (Answer("<html>hello</html>"), FailureKind.RETRY, "not a page"),
        (Answer(""), FailureKind.RETRY, "not a page"),
        (Answer([1, 2]), FailureKind.RETRY, "not a page"),
        (Answer("\ufeff{}"), FailureKind.RETRY, "not a page"),
        (Answer({"data": "x"}), FailureKind.RETRY, "not a page"),
        (Answer("[" * 100_000), FailureKind.RETRY, "not a page"),
        (Answer("", 301, {"Location": "http://127.0.0.1:1/elsewhere"}), FailureKind.BUG, "do not follow"),
        (Answer("", 302), FailureKind.BUG, "do not follow"),
        (refusal("Rules must contain at least one positive clause"), FailureKind.BAD_QUERY, "positive clause"),
        (Answer("bad", 400), FailureKind.BAD_QUERY, "no reason given"),
        (Answer({"detail": None, "errors": "text"}, 400), FailureKind.BAD_QUERY, "no reason given"),
        (Answer('{"data": [', headers={"Content-Length": "900"}), FailureKind.RETRY, "broke off"),
        (Answer(b"not gzip", headers={"Content-Encoding": "gzip"}), FailureKind.RETRY, "broke off"),
        (packed(6_000_000), FailureKind.RETRY, "5 MB"),
        (Answer(b" " * 5_100_000), FailureKind.RETRY, "5 MB"),
    ],
    ids=lambda value: None if isinstance(value, Answer) else str(value),
)
def test_every_fault_is_told_in_words(
    x: XServer, source: XSource, answer: Answer, kind: FailureKind, words: str
) -> None:
    x.instead = [answer]

    told = failure(source)

    assert told.kind is kind
    assert words in told.sentence
    assert len(x.asked) == 1


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


def test_silence_and_drops_end_within_the_limit(x: XServer) -> None:
    source = XSource(token=TOKEN, base=x.url, limits=Limits(read=0.3, total=0.6))
    x.instead = [Answer("{}", pause=2), Answer(" " * 100, drip=0.1)]

    silent, dripping = failure(source), failure(source)

    assert "too long" in silent.sentence
    assert "too long" in dripping.sentence
    assert silent.may_cost
    assert dripping.may_cost


def test_a_call_that_outlives_every_timeout_is_left_behind() -> None:
    with pytest.raises(TooSlow):
        within(0.05, lambda: time.sleep(0.3))


def test_a_host_that_refuses_costs_nothing() -> None:
    told = failure(XSource(token=TOKEN, base="http://127.0.0.1:9"))

    assert told.kind is FailureKind.RETRY
    assert not told.may_cost


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
