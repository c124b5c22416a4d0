"""Passes over Bluesky from the search to the stored row: what is read, what is passed over, and what is read again."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.listening.models import Quarantine, ReadingGap
from tests.listening.bluesky import a_pass, make_bluesky_watch, uris
from tests.listening.bluesky_server import BlueskyServer, error, make_view, stamp
from tests.listening.reading import stored_ids
from tests.listening.x_server import Answer

MINUTE = timedelta(minutes=1)


def test_case_1_pages_are_followed_to_the_end_and_each_post_is_stored_once(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=timedelta(seconds=20 * number)) for number in range(230)]
    make_bluesky_watch()

    report, again = a_pass(bluesky), a_pass(bluesky)

    assert (report.failure, report.stored.new, report.cost) == ("", 230, 0)
    assert stored_ids() == uris(bluesky)
    assert (again.stored.new, again.failure) == (0, "")
    assert {asked["q"][0] for asked in bluesky.asked} == {'"great support"'}


def test_each_page_is_asked_for_by_the_time_reached(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(150)]
    make_bluesky_watch()

    a_pass(bluesky)

    first, second = bluesky.asked
    oldest = min(post["record"]["createdAt"] for post in bluesky.posts[:100])
    assert first["since"] == second["since"]
    assert second["until"][0][:23] > oldest[:23]
    assert second["until"][0] < first["until"][0]
    assert "cursor" not in first | second


def test_case_2_posts_that_arrive_between_the_pages_are_read_by_the_next_pass(
    app: Flask, bluesky: BlueskyServer
) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(250)]
    bluesky.before = lambda number: bluesky.posts.extend(make_view(ago=timedelta()) for _ in range(7))
    make_bluesky_watch()

    a_pass(bluesky)
    bluesky.before = lambda number: None
    a_pass(bluesky)

    assert stored_ids() == uris(bluesky)


def test_case_50_a_page_that_shifts_takes_no_post_with_it(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE * (number + 1)) for number in range(250)]
    bluesky.before = lambda number: bluesky.posts.__delitem__(slice(0, 5 * bool(number)))
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert report.failure == ""
    assert uris(bluesky) <= stored_ids()
    assert len(stored_ids()) == 250


def test_case_50_posts_of_one_moment_that_fill_two_pages_are_all_read(app: Flask, bluesky: BlueskyServer) -> None:
    moment = clock.now() - timedelta(minutes=9)
    with time_machine.travel(moment, tick=False):
        at_once = [make_view(ago=timedelta()) for _ in range(230)]
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(1, 31)] + at_once
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert report.failure == ""
    assert stored_ids() == uris(bluesky)


def test_case_50_a_malformed_post_is_set_aside_and_the_page_still_counts(app: Flask, bluesky: BlueskyServer) -> None:
    good = make_view()
    bluesky.posts = [
        good,
        make_view(record={"text": None}),
        make_view(record={"createdAt": "yesterday"}, indexedAt="soon"),
        {**make_view(), "author": None},
        {**make_view(), "uri": "https://bsky.app/profile/ada"},
    ]
    make_bluesky_watch()

    report, again = a_pass(bluesky), a_pass(bluesky)

    assert (report.failure, report.stored.new, report.stored.aside, again.stored.aside) == ("", 1, 4, 0)
    assert stored_ids() == {good["uri"]}
    reasons = set(db.session.scalars(select(Quarantine.reason)))
    assert reasons == {
        "the post has no text (key “text”)",
        "the post has no usable time",
        "the post lacks its author or its record",
        "the post has no usable address",
    }


@pytest.mark.parametrize("view", [None, 7, [], "post", {"uri": 3}, {"uri": ["a"]}], ids=repr)
def test_case_50_what_is_no_post_at_all_is_set_aside(app: Flask, bluesky: BlueskyServer, view: object) -> None:
    good = make_view()
    bluesky.instead = [Answer({"posts": [view, good, {**good, "record": "text"}]})]
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert (report.failure, report.stored.new, report.stored.aside) == ("", 1, 2)


def test_case_8_no_posts_is_a_page_like_any_other(app: Flask, bluesky: BlueskyServer) -> None:
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert (report.failure, report.pages, report.stored.new) == ("", 1, 0)


def test_case_9_empty_pages_with_a_cursor_are_gone_through(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=timedelta(seconds=30 * number)) for number in range(420)]
    bluesky.hidden = {post["uri"] for post in bluesky.posts[60:390]}
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert report.failure == ""
    assert stored_ids() == uris(bluesky) - bluesky.hidden


def test_case_10_a_cursor_that_repeats_ends_the_pass_and_loses_nothing(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(30)]
    bluesky.instead = [Answer({"posts": [], "cursor": "25"}), Answer({"posts": [], "cursor": "25"})]
    make_bluesky_watch()

    stuck, freed = a_pass(bluesky), a_pass(bluesky)

    assert "twice" in stuck.failure
    assert freed.failure == ""
    assert stored_ids() == uris(bluesky)


def test_case_11_a_refused_cursor_is_left_and_reading_goes_on_below_the_oldest_post(
    app: Flask, bluesky: BlueskyServer
) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(130)]
    full = bluesky.search({"limit": ["100"]}).body
    refused = error("InvalidRequest", "Error: Invalid cursor")
    bluesky.instead = [Answer(full), Answer({"posts": [], "cursor": "100"}), refused]
    make_bluesky_watch()

    report = a_pass(bluesky)

    assert report.failure == ""
    assert stored_ids() == uris(bluesky)
    assert ["cursor" in asked for asked in bluesky.asked] == [False, False, True, False]
    assert bluesky.asked[3]["until"] == bluesky.asked[1]["until"] < bluesky.asked[0]["until"]


def test_case_15_a_post_that_is_shown_late_is_found_within_ten_minutes(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE)]
    make_bluesky_watch()
    a_pass(bluesky)
    late, too_late = make_view(ago=MINUTE * 9), make_view(ago=MINUTE * 15)
    bluesky.posts += [late, too_late]

    a_pass(bluesky)

    assert late["uri"] in stored_ids()
    assert too_late["uri"] not in stored_ids()


@pytest.mark.parametrize("off", [-10, 10], ids=["behind", "ahead"])
def test_case_46_a_clock_that_is_wrong_by_ten_minutes_loses_nothing(
    app: Flask, bluesky: BlueskyServer, off: int
) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(20)]
    make_bluesky_watch()

    with time_machine.travel(clock.now() + MINUTE * off, tick=True):
        a_pass(bluesky)
    bluesky.posts += [make_view(ago=timedelta(seconds=1))]
    with time_machine.travel(clock.now() + MINUTE * 5, tick=True):
        a_pass(bluesky)

    assert stored_ids() == uris(bluesky)


def test_a_broken_drain_goes_on_where_it_broke(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view(ago=MINUTE * number) for number in range(250)]
    bluesky.instead = [None, Answer("", 502)]
    make_bluesky_watch()

    broken, mended = a_pass(bluesky), a_pass(bluesky)

    assert "status 502" in broken.failure
    assert (broken.stored.new, mended.failure) == (100, "")
    assert stored_ids() == uris(bluesky)


def test_case_7_a_post_that_two_searches_find_is_one_post(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view()]
    make_bluesky_watch(phrases=["great support", "kind help"])

    report = a_pass(bluesky)

    assert (report.searches, report.stored.new, report.stored.known) == (2, 1, 1)


def test_a_month_without_reading_leaves_a_visible_gap(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view()]
    make_bluesky_watch()
    with time_machine.travel(clock.now() - timedelta(days=40), tick=True):
        bluesky.instead = [Answer({"posts": [make_view(indexedAt=stamp(clock.now()))]})]
        a_pass(bluesky)

    report = a_pass(bluesky)

    gap = db.session.scalars(select(ReadingGap)).one()
    assert (report.gaps, gap.network, report.failure) == (1, "bluesky", "")
    assert bluesky.posts[0]["uri"] in stored_ids()


def test_a_time_in_the_future_does_not_lift_the_floor_over_what_is_to_come(app: Flask, bluesky: BlueskyServer) -> None:
    far = stamp(clock.now() + timedelta(days=300))
    bluesky.instead = [Answer({"posts": [make_view(record={"createdAt": far}, indexedAt=far), make_view()]})]
    make_bluesky_watch()

    a_pass(bluesky)
    bluesky.posts = [make_view(ago=timedelta(seconds=1))]
    a_pass(bluesky)

    assert bluesky.posts[0]["uri"] in stored_ids()
