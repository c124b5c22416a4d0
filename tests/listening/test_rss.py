"""Feeds: what becomes of their items (case 53)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app import clock
from app.config import Env
from app.extensions import db
from app.listening.models import ReadingGap, Search, SourceHealth
from app.listening.passes.network import Report
from app.listening.service.sources import close_gap
from app.listening.sources.opening import missing, open_source
from app.listening.sources.protocol import Known, PageRequest, Presence, SourceFailure
from app.web.actions import act
from tests.listening.feed_server import ATOM, FeedServer, item, rss
from tests.listening.reading import stored_ids
from tests.listening.rows import make_watch
from tests.listening.rss import fetch_feed, mentions, open_feeds, read
from tests.listening.x_server import Answer
from tests.make import make_user, reload


def test_an_item_becomes_a_post_in_plain_words(feeds: FeedServer) -> None:
    page = fetch_feed(feeds, rss(item(7, text="&lt;p&gt;Great &lt;b&gt;support&lt;/b&gt; &amp;amp; kind&lt;/p&gt;")))

    (post,) = page.posts
    assert post.text == "Review 7\n\nGreat support & kind"
    assert (post.url, post.author_name, post.lang) == ("https://reviews.example/7", "Ada", "en-gb")
    assert (len(post.post_id), post.network) == (64, "rss")
    assert page.newest_id == page.oldest_id


def test_atom_is_read_with_its_whole_content_and_its_last_change(feeds: FeedServer) -> None:
    entry = (
        "<entry><id>tag:1</id><title>Thanks</title><link href='/1'/><published>2026-11-20T10:00:00Z</published>"
        "<updated>2026-11-21T10:00:00Z</updated><summary>Short</summary><author><name>Ada</name></author>"
        "<content type='html'>&lt;p&gt;All of it&lt;/p&gt;</content></entry>"
    )

    (post,) = fetch_feed(feeds, ATOM.format(items=entry)).posts

    assert post.text == "Thanks\n\nAll of it"
    assert post.url == f"{feeds.url}/1"
    assert (post.posted_at.day, post.version_id) == (20, "1795255200000000")


def test_case_53_what_has_not_changed_is_not_sent_again(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds["/feed"] = rss(item())
    feeds.etag, feeds.modified = '"v1"', "Sat, 21 Nov 2026 10:00:00 GMT"
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])

    first, second, third = read(), read(), read()

    assert [report.stored.new + report.stored.known for report in (first, second, third)] == [1, 0, 0]
    assert feeds.headers[2]["If-None-Match"] == '"v1"'
    assert feeds.headers[2]["If-Modified-Since"] == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_case_53_an_item_that_changed_is_an_edit_and_not_a_new_post(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds["/feed"] = rss(item(1, text="Good support"), item(2))
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    first = read()
    feeds.feeds["/feed"] = rss(item(1, text="Wonderful support"), item(2))

    second, third = read(), read()

    assert (first.stored.new, second.stored.edited, second.stored.known) == (2, 1, 1)
    assert (third.stored.new, third.stored.edited) == (0, 0)
    assert {mention.text for mention in mentions()} >= {"Review 1\n\nWonderful support"}


@pytest.mark.parametrize("parts", [{"guid": ""}, {"guid": "", "link": ""}], ids=["link", "title and date"])
def test_case_53_an_item_without_an_id_is_known_by_something_else(
    app: Flask, feeds: FeedServer, parts: dict[str, str]
) -> None:
    feeds.feeds["/feed"] = rss(item(1, pubDate="Fri, 20 Nov 2026 10:00:00 GMT", **parts), item(2, **parts))
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])

    first, second = read(), read()

    assert (first.stored.new, second.stored.new, len(mentions())) == (2, 0, 2)


@pytest.mark.parametrize("date", ["soon", "", "Fri, 20 Nov 2099 10:00:00 GMT", "Fri, 20 Nov 1999 10:00:00 GMT"])
def test_case_53_a_bad_date_counts_as_first_seen_and_stays_so(app: Flask, feeds: FeedServer, date: str) -> None:
    feeds.feeds["/feed"] = rss(item(1, pubDate=date))
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    read()
    seen_at = mentions()[0].posted_at

    with time_machine.travel(clock.now() + timedelta(hours=3), tick=True):
        report = read()

    assert abs(seen_at - clock.now()) < timedelta(minutes=1)
    assert (mentions()[0].posted_at, report.stored.edited) == (seen_at, 0)


def test_case_40_odd_letters_arrive_and_what_cannot_be_kept_is_left_out(feeds: FeedServer) -> None:
    page = fetch_feed(
        feeds, rss(item(1, title="", text="Gr&#0;eat 💜 مرحبا &amp;lt;b&amp;gt;"), item(2, title="", text=" "))
    )

    assert [post.text for post in page.posts] == ["Great 💜 مرحبا <b>"]
    assert [rejected.reason for rejected in page.rejected] == ["the text of the post is empty"]


def test_an_item_without_a_safe_link_leads_to_its_feed(feeds: FeedServer) -> None:
    page = fetch_feed(feeds, rss(item(1, link="javascript:alert(1)"), item(2, link="")))

    assert {post.url for post in page.posts} == {f"{feeds.url}/feed"}


def test_a_feed_that_moved_on_faster_than_it_was_read_is_a_gap(app: Flask, feeds: FeedServer) -> None:
    with time_machine.travel(clock.now() - timedelta(hours=3), tick=True):
        feeds.feeds["/feed"] = rss(item(1), item(2))
        make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
        read()
    feeds.feeds["/feed"] = rss(item(9), item(8))

    report = read()

    gap = db.session.scalars(select(ReadingGap)).one()
    assert report.gaps == 1
    assert (gap.network, round((gap.to_at - gap.from_at) / timedelta(hours=1))) == ("rss", 3)


def show(feeds: FeedServer, *numbers: int, **more: str) -> Report:
    feeds.feeds["/feed"] = rss(*(item(number, **more) for number in numbers))
    return read()


def test_a_feed_of_one_item_at_a_time_has_one_gap_that_goes_on(app: Flask, feeds: FeedServer) -> None:
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])

    for number in (1, 2, 2, 3, 3, 4):
        show(feeds, number)

    gap = db.session.scalars(select(ReadingGap)).one()
    assert gap.from_at < gap.noticed_at < gap.to_at
    assert len(stored_ids()) == 4


def test_a_gap_that_was_closed_grows_no_more(app: Flask, feeds: FeedServer) -> None:
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    show(feeds, 1)
    show(feeds, 2)
    closed = reload(db.session.scalars(select(ReadingGap)).one())
    act(close_gap, closed, reason="Looked it up by hand", by=make_user())

    show(feeds, 3)

    gaps = db.session.scalars(select(ReadingGap).order_by(ReadingGap.id)).all()
    assert [gap.closed_at is None for gap in gaps] == [False, True]
    assert gaps[0].to_at < gaps[1].to_at


def test_items_of_one_second_are_all_read_and_what_went_unread_among_them_is_a_gap(
    app: Flask, feeds: FeedServer
) -> None:
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    date = "Fri, 20 Nov 2026 10:00:00 GMT"

    reports = [show(feeds, *numbers, pubDate=date) for numbers in ((3, 2, 1), (5, 4, 3), (9, 8, 7))]

    assert [(report.stored.new, report.gaps) for report in reports] == [(3, 0), (2, 0), (3, 1)]


def test_items_that_share_a_link_or_a_title_are_not_taken_for_one(app: Flask, feeds: FeedServer) -> None:
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    same = {"guid": "", "link": "https://reviews.example/", "title": "Review", "pubDate": ""}
    feeds.feeds["/feed"] = rss(*(item(text=f"Great support, {number}", **same) for number in range(3)))

    first, second = read(), read()

    assert (first.stored.new, second.stored.new, second.stored.known) == (3, 0, 3)


def test_a_sick_feed_does_not_hold_up_the_others(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds["/feed"] = rss(item())
    make_watch(networks=["rss"], feeds=["http://127.0.0.1:9/feed", f"{feeds.url}/gone", f"{feeds.url}/feed"])

    report = read()
    again = read(is_asked=False)

    assert len(stored_ids()) == 1
    assert "status 404" in report.failure or "could not be reached" in report.failure
    assert again.searches == 0
    searches = db.session.scalars(select(Search).order_by(Search.id)).all()
    assert all(search.due_at > clock.now() for search in searches)
    assert [search.trouble_since is None for search in searches] == [
        search.query == f"{feeds.url}/feed" for search in searches
    ]


def test_a_feed_that_recovers_is_in_trouble_no_longer(app: Flask, feeds: FeedServer) -> None:
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"])
    feeds.instead = [Answer("", 503)]
    read()
    ill = db.session.scalars(select(Search)).one()
    told = ill.trouble
    feeds.feeds["/feed"] = rss(item())

    read()

    assert "status 503" in told
    assert (reload(ill).trouble, ill.trouble_since) == (None, None)


def test_why_a_feed_fails_is_kept_for_those_who_look_after_it(app: Flask) -> None:
    make_watch(networks=["rss"], feeds=["http://127.0.0.1:9/feed"])

    report = read()

    db.session.rollback()
    health = db.session.scalars(select(SourceHealth).where(SourceHealth.network == "rss")).one()
    assert health.failure
    assert health.failure in report.failure
    assert (health.failures, health.is_paused, health.retry_at) == (0, False, None)


def test_only_items_that_hold_a_phrase_are_kept_where_a_watch_has_phrases(app: Flask, feeds: FeedServer) -> None:
    feeds.feeds["/feed"] = rss(item(1, text="Their support was great"), item(2, text="Rain tomorrow"))
    make_watch(networks=["rss"], feeds=[f"{feeds.url}/feed"], phrases=["support was great"])

    report = read()

    assert (report.stored.new, report.passed_over) == (1, 1)


def test_a_feed_says_nothing_of_what_was_in_it() -> None:
    assert open_feeds().check([Known("a", "1")]) == {"a": Presence.UNKNOWN}


def test_feeds_are_always_set_up_and_private_ones_only_in_development(app: Flask, feeds: FeedServer) -> None:
    settings = app.config["AWARDS"]
    feeds.feeds["/feed"] = rss(item())
    request = PageRequest(query=f"{feeds.url}/feed", size=1)

    assert missing("rss", settings) == ""
    assert len(open_source("rss", replace(settings, env=Env.DEVELOPMENT)).fetch(request).posts) == 1
    with pytest.raises(SourceFailure, match="private address"):
        open_source("rss", replace(settings, env=Env.PRODUCTION)).fetch(request)
