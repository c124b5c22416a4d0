"""What becomes of a feed whose server limits, refuses or breaks off: the numbered cases of the list of faults."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.listening.models import Search
from app.listening.queries.sources import list_sources
from app.listening.sources.protocol import FailureKind
from tests.listening.feed_server import FeedServer, item, rss
from tests.listening.rows import make_watch
from tests.listening.rss import fetch_feed, outcome, read
from tests.listening.x_server import Answer

SECRET = "a-key-in-an-address-nobody-may-see"
LONGEST = timedelta(minutes=16)


def test_case_17_a_limit_without_headers_waits_as_long_as_the_watch_does(app: Flask, feeds: FeedServer) -> None:
    feeds.instead = [Answer("", 429)]
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"], every_minutes=30)

    report = read()

    due_at = db.session.scalars(select(Search.due_at)).one()
    assert "status 429" in report.failure
    assert timedelta(minutes=29) < due_at - clock.now() <= timedelta(minutes=30)


@pytest.mark.parametrize(
    ("told", "wait"),
    [("-900", None), ("0", timedelta(seconds=1)), (str(25 * 86_400), LONGEST), ("soon", None), ("9" * 40, None)],
    ids=["case 18 past", "case 18 over", "case 19 25 days", "case 20 soon", "case 20 digits"],
)
def test_cases_18_to_20_a_limit_is_waited_for_within_reason(
    feeds: FeedServer, told: str, wait: timedelta | None
) -> None:
    failure = outcome(feeds, Answer("", 429, {"Retry-After": told}))

    assert (failure.kind, failure.after, failure.is_of_one_search) == (FailureKind.RETRY, wait, True)


def test_case_21_a_limit_with_requests_left_is_a_limit_all_the_same(feeds: FeedServer) -> None:
    headers = {"Retry-After": "120", "X-RateLimit-Limit": "40000", "X-RateLimit-Remaining": "39999"}

    assert outcome(feeds, Answer("", 429, headers)).after == timedelta(seconds=120)


@pytest.mark.parametrize("status", [402, 403, 401], ids=["case 22", "case 23", "case 24"])
@pytest.mark.parametrize("body", ["<html>no</html>", '{"title": "CreditsDepleted"}', ""], ids=["html", "json", "empty"])
def test_cases_22_to_24_a_feed_that_refuses_us_waits_for_a_person(feeds: FeedServer, status: int, body: str) -> None:
    failure = outcome(feeds, Answer(body, status))

    assert (failure.kind, failure.after) == (FailureKind.BAD_QUERY, None)
    assert failure.sentence == f"The feed at 127.0.0.1 answers with status {status}."


def test_cases_22_to_24_hold_up_no_other_feed(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds["/good"] = rss(item())
    feeds.instead = [Answer("", 401), None]
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/closed", f"{feeds.url}/good"])

    report = read()

    refused = list(db.session.scalars(select(Search.refused).order_by(Search.id)))
    assert (report.stored.new, sum(each is not None for each in refused)) == (1, 1)


def test_case_29_a_broken_chunk_is_tried_again(feeds: FeedServer) -> None:
    failure = outcome(feeds, Answer(b"zz\r\n<rss/>\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"}))

    assert failure.kind is FailureKind.RETRY
    assert "broke off" in failure.sentence
    assert len(fetch_feed(feeds, rss(item())).posts) == 1


def test_case_55_a_key_in_the_address_of_a_feed_is_not_told_or_logged(
    app: Flask, feeds: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    location = {"Location": f"http://10.0.0.1/?key={SECRET}"}
    feeds.instead = [Answer(SECRET, 500), Answer(SECRET, 401), Answer("", 302, location), Answer(f"<html>{SECRET}")]
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/{number}?key={SECRET}" for number in range(4)])

    with caplog.at_level("INFO"):
        report = read()

    refused = "".join(filter(None, db.session.scalars(select(Search.refused))))
    status = "".join(source.verdict.reason for source in list_sources())
    assert report.failure
    assert SECRET not in report.failure + refused + status + caplog.text
