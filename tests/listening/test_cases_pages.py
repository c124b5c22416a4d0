"""What X's pages may do to a drain: cases 1 to 15 of the facts on listening."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.listening.importing import import_posts
from app.listening.models import Mention, SourceHealth
from app.listening.passes import draining
from app.listening.posts import Post
from app.listening.sources.x.source import XSource
from tests.listening.reading import read, search_of, spent, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer, make_post, refusal

pytestmark = pytest.mark.usefixtures("_money")


def test_case_1_a_pass_follows_three_pages_to_the_end_and_lifts_the_floor(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(230)]
    watch = make_watch()

    report = read(source)

    assert (report.pages, report.stored.new, report.failure) == (3, 230, "")
    assert stored_ids() == {post["id"] for post in x.posts}
    assert search_of(watch).floor_id == max(post["id"] for post in x.posts)
    assert search_of(watch).drain_token is None
    assert {asked.get("start_time") for asked in x.asked} == {x.asked[0]["start_time"]}


def test_case_2_posts_that_arrive_between_the_pages_are_read_by_the_next_pass(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.before = lambda number: x.posts.append(make_post(ago=timedelta(seconds=40), number=number)) if number else None
    make_watch()

    read(source)
    x.before = lambda number: None
    read(source)

    assert stored_ids() == {post["id"] for post in x.posts}


def test_case_15_a_late_post_just_below_the_floor_is_still_found(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(ago=timedelta(seconds=60))]
    make_watch()
    read(source)
    x.posts.append(make_post(ago=timedelta(seconds=150)))

    read(source)

    assert len(stored_ids()) == 2


def test_case_11_a_refused_page_token_is_replaced_by_the_oldest_post_seen(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.instead = [None, refusal("Invalid next_token")]
    make_watch()

    report = read(source)

    assert report.failure == ""
    assert len(stored_ids()) == 150
    assert "next_token" not in x.asked[2]
    assert "start_time" not in x.asked[2]


def test_case_10_a_token_that_repeats_stops_the_drain_and_loses_nothing(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(120)]
    first = x.search({"max_results": "50"}).body
    again = {**first, "meta": {**first["meta"]}}
    x.instead = [Answer(first), Answer(again)]
    make_watch()

    stuck, freed = read(source), read(source)

    assert "twice" in stuck.failure
    assert freed.failure == ""
    assert len(stored_ids()) == 120


def test_case_9_empty_pages_with_tokens_end_by_themselves(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer({"meta": {"result_count": 0, "next_token": f"t{number}"}}) for number in range(40)]
    make_watch()

    report = read(source)

    assert "without getting anywhere" in report.failure
    assert len(x.asked) == draining.PAGES_WITHOUT_PROGRESS


def test_case_6_a_page_that_is_served_twice_is_stored_and_paid_once(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(120)]
    first = x.search({"max_results": "50"}).body
    again = {**first, "meta": {"next_token": first["meta"]["next_token"].replace("below-", "below-0")}}
    x.instead = [Answer(first), Answer(again)]
    make_watch()

    report = read(source)

    assert (report.stored.new, report.stored.known, report.failure) == (120, 50, "")
    assert report.cost == spent() == 120 * source.price
    assert len(stored_ids()) == 120


def test_case_7_a_post_in_two_watches_and_in_a_file_is_one_mention_paid_once(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    make_watch()
    make_watch()

    report = read(source)
    last = list(import_posts(iter([as_in_a_file(x.posts[0])]), by="command line"))[-1]

    assert (report.stored.new, report.stored.known, report.cost) == (1, 1, source.price)
    assert (last.stored.new, last.stored.known) == (0, 1)
    assert db.session.scalar(select(func.count()).select_from(Mention)) == 1
    assert spent() == source.price


def as_in_a_file(fields: dict[str, str]) -> Post:
    found = db.session.scalars(select(Mention).where(Mention.post_id == fields["id"])).one()
    names = ("network", "post_id", "version_id", "url", "text", "lang", "posted_at")
    authors = ("author_id", "author_handle", "author_name")
    return Post(**{name: getattr(found, name) for name in (*names, *authors)})


def test_case_8_an_answer_without_data_is_a_page_without_posts(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    watch = make_watch()
    read(source)
    floor = search_of(watch).floor_id
    x.instead = [Answer({"meta": {"result_count": 0}})]

    report = read(source)

    assert (report.pages, report.stored.new, report.failure) == (1, 0, "")
    assert search_of(watch).floor_id == floor
    assert not search_of(watch).drain_started_at


def test_case_9_an_empty_page_with_a_token_is_followed(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(3)]
    x.instead = [Answer({"meta": {"result_count": 0, "next_token": f"below-{10**18 * 9}"}})]
    make_watch()

    report = read(source)

    assert (report.pages, report.stored.new, report.failure) == (2, 3, "")


TOO_OLD = "'since_id' must be a tweet id created after [2026-11-14T10:00Z]."


@pytest.mark.parametrize(
    "message",
    [f"{TOO_OLD} Please use a 'since_id' that is larger than 1989000000000000000", TOO_OLD],
    ids=["12", "12b"],
)
def test_case_12_a_floor_that_x_refuses_is_restarted_once_by_time(
    app: Flask, x: XServer, source: XSource, message: str
) -> None:
    x.posts = [make_post(number=number) for number in range(250)]
    make_watch()
    read(source)

    x.instead = [refusal(message)]
    mended = read(source)
    x.instead = [refusal(message), refusal("'start_time' must be on or after")]
    broken = read(source)

    assert (mended.failure, mended.pages, mended.stored.known) == ("", 3, 250)
    assert "since_id" not in x.asked[4]
    assert "no longer reaches back" in broken.failure
    assert len(x.asked) == 9


def test_case_13_since_id_and_start_time_never_travel_together(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(120)]
    x.instead = [refusal("Invalid use of since_id")]
    make_watch()

    first, second = read(source), read(source)

    assert (first.failure, second.failure, len(stored_ids())) == ("", "", 120)
    assert not [asked for asked in x.asked if {"since_id", "start_time"} <= asked.keys()]


@pytest.mark.parametrize(
    "message",
    ["Ambiguous use of OR", "Rules must be 512 characters or less", "Reference to invalid operator 'min_faves'"],
)
def test_case_14_a_search_that_x_does_not_accept_rests_and_the_others_are_read(
    app: Flask, x: XServer, source: XSource, message: str
) -> None:
    x.posts = [make_post()]
    x.instead = [refusal(message)]
    bad, good = make_watch(), make_watch()

    report = read(source)
    read(source, is_asked=False)

    assert message in report.failure
    assert report.failure.startswith(bad.name)
    assert report.stored.new == 1
    assert (search_of(good).refused, len(x.asked)) == (None, 2)
    assert message in (search_of(bad).refused or "")


def test_case_14_a_network_that_refuses_every_search_is_not_asked_for_all_of_them(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.instead = [refusal("no") for _ in range(8)]
    for _ in range(8):
        make_watch()

    report = read(source)

    assert "does not accept" in report.failure
    assert len(x.asked) == 3
    assert db.session.scalars(select(SourceHealth.is_paused)).one() is False


def test_case_15_a_post_that_comes_later_than_the_overlap_does_not_move_the_floor_back(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    watch = make_watch()
    read(source)
    floor = search_of(watch).floor_id
    x.posts.append(make_post(ago=timedelta(minutes=30)))

    report = read(source)

    assert (report.stored.new, report.failure) == (0, "")
    assert search_of(watch).floor_id == floor
