"""A pass over one network: where it begins, how it goes on, and what it leaves in the database."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.audit.models import AuditLine
from app.extensions import db
from app.listening.models import ReadingDay, ReadingGap, SourceHealth
from app.listening.passes import draining, network, standing
from app.listening.passes.stopping import Stop
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, Answer, XServer, make_post

pytestmark = pytest.mark.usefixtures("_money")


def test_a_fault_of_our_own_ends_in_words(app: Flask, x: XServer, source: XSource) -> None:
    make_watch()
    source._client.session.adapters.clear()

    report = read(source)

    assert report.failure
    assert report.pages == 0


def test_posts_found_and_their_audit_line_live_or_die_together(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    make_watch()

    read(source)

    line = db.session.scalars(select(AuditLine).where(AuditLine.verb == "posts found")).one()
    assert line.facts["new"] == "1"
    assert TOKEN not in str(line.facts)


def test_a_drain_that_goes_on_is_followed_by_a_fresh_one(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.instead = [None, Answer("", 500)]
    make_watch()
    read(source)
    x.posts.append(make_post(number=999, ago=timedelta(minutes=1)))

    report = read(source)

    assert report.failure == ""
    assert len(stored_ids()) == 151


def test_a_broken_drain_goes_on_at_the_page_where_it_broke(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(250)]
    x.instead = [None, Answer("", 500)]
    make_watch()

    broken, mended = read(source), read(source)

    assert "status 500" in broken.failure
    assert (broken.stored.new, mended.stored.new) == (100, 150)
    assert "next_token" in x.asked[2]


def test_the_first_pass_of_a_watch_reaches_back_more_than_an_hour(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(ago=timedelta(minutes=70)), make_post(ago=timedelta(days=2))]
    make_watch()

    read(source)

    assert stored_ids() == {x.posts[0]["id"]}


def test_a_second_pass_asks_from_two_minutes_below_the_floor_and_changes_nothing(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(3)]
    make_watch()
    read(source)
    lines = db.session.scalar(select(func.count()).select_from(AuditLine))

    report = read(source)

    assert int(x.asked[-1]["since_id"]) < min(int(post["id"]) for post in x.posts)
    assert "start_time" not in x.asked[-1]
    assert (report.stored.new, report.stored.known, report.cost) == (0, 3, 0)
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == lines


def test_a_floor_out_of_reach_restarts_by_time_and_leaves_a_visible_gap(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(ago=timedelta(minutes=30))]
    watch = make_watch()
    with time_machine.travel(clock.now() - timedelta(days=9), tick=True):
        x.instead = [Answer({"data": [make_post()], "meta": {}})]
        read(source)

    report = read(source)

    gap = db.session.scalars(select(ReadingGap)).one()
    assert (report.gaps, report.failure) == (1, "")
    assert gap.to_at - gap.from_at > timedelta(days=1)
    assert gap.watch_id == watch.id
    assert "since_id" not in x.asked[-1]
    assert x.posts[0]["id"] in stored_ids()


def test_a_network_has_so_much_time_in_a_pass_and_the_next_one_goes_on(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(250)]
    first, second = make_watch(), make_watch()

    cut = network.read_network(source, is_asked=False, stop=Stop(), longest=timedelta(0))
    x.asked.clear()
    paged = network.read_network(source, is_asked=False, stop=Stop(), longest=timedelta(seconds=60))

    assert (cut.note, cut.failure) == (draining.MORE, "")
    assert paged.note == ""
    assert search_of(first).lease_owner is None
    assert len(stored_ids()) == 250
    assert search_of(second).due_at > clock.now()


def test_a_search_whose_pass_broke_off_goes_behind_those_that_waited_longer(
    app: Flask, x: XServer, source: XSource
) -> None:
    poisonous, patient = make_watch(), make_watch()
    x.instead = [Answer("", 503)]

    read(source)
    x.asked.clear()
    read(source)

    asked = [each["query"] for each in x.asked]
    assert asked == [search_of(patient).query, search_of(poisonous).query]


def test_a_search_that_another_process_has_read_meanwhile_is_not_read_again(
    app: Flask, x: XServer, source: XSource
) -> None:
    watch = make_watch()
    seen = network.list_waiting(source, is_asked=False)
    read(source)

    held = act(standing.take_lease, seen[0].search_id, due_at=seen[0].due_at)

    assert held is None
    assert search_of(watch).lease_owner is None


def test_health_keeps_requests_left_and_the_newest_post_and_days_keep_failures(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(ago=timedelta(minutes=9)), make_post()]
    reset = str(int(clock.now().timestamp()) + 300)
    rate = {"x-rate-limit-limit": "450", "x-rate-limit-remaining": "449", "x-rate-limit-reset": reset}
    x.instead = [Answer(x.search({}).body, headers=rate), Answer("", 500)]
    make_watch()

    read(source)
    read(source)

    health = db.session.scalars(select(SourceHealth)).one()
    assert (health.rate_limit, health.rate_remaining) == (450, 449)
    assert health.rate_resets_at is not None
    assert abs(health.rate_resets_at.timestamp() - int(reset)) < 3
    assert health.newest_posted_at is not None
    assert health.newest_posted_at.isoformat()[:19] == x.posts[1]["created_at"][:19]
    assert db.session.execute(select(ReadingDay.pages, ReadingDay.new, ReadingDay.failures)).one() == (1, 2, 1)
