from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.audit.models import AuditLine
from app.extensions import db
from app.listening import draining
from app.listening.models import Mention, Quarantine, ReadingGap
from app.listening.rules import MentionState
from app.listening.sources.x.source import XSource
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_mention, make_watch
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, refusal

pytestmark = pytest.mark.usefixtures("_money")


def test_a_pass_follows_the_pages_to_the_end_and_lifts_the_floor(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(230)]
    watch = make_watch()

    report = read(source)

    assert (report.pages, report.stored.new, report.failure) == (3, 230, "")
    assert stored_ids() == {post["id"] for post in x.posts}
    assert search_of(watch).floor_id == max(post["id"] for post in x.posts)
    assert search_of(watch).drain_token is None
    assert {asked.get("start_time") for asked in x.asked} == {x.asked[0]["start_time"]}


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


def test_the_first_pass_of_a_watch_reaches_back_more_than_an_hour(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(ago=timedelta(minutes=70)), make_post(ago=timedelta(days=2))]
    make_watch()

    read(source)

    assert stored_ids() == {x.posts[0]["id"]}


def test_posts_that_arrive_between_the_pages_are_read_by_the_next_pass(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.before = lambda number: x.posts.append(make_post(ago=timedelta(seconds=40), number=number)) if number else None
    make_watch()

    read(source)
    x.before = lambda number: None
    read(source)

    assert stored_ids() == {post["id"] for post in x.posts}


def test_a_late_post_just_below_the_floor_is_still_found(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(ago=timedelta(seconds=60))]
    make_watch()
    read(source)
    x.posts.append(make_post(ago=timedelta(seconds=150)))

    read(source)

    assert len(stored_ids()) == 2


def test_a_broken_drain_goes_on_at_the_page_where_it_broke(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(250)]
    x.instead = [None, Answer("", 500)]
    make_watch()

    broken, mended = read(source), read(source)

    assert "status 500" in broken.failure
    assert (broken.stored.new, mended.stored.new) == (100, 150)
    assert "next_token" in x.asked[2]


def test_a_drain_that_goes_on_is_followed_by_a_fresh_one(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.instead = [None, Answer("", 500)]
    make_watch()
    read(source)
    x.posts.append(make_post(number=999, ago=timedelta(minutes=1)))

    report = read(source)

    assert report.failure == ""
    assert len(stored_ids()) == 151


def test_a_refused_page_token_is_replaced_by_the_oldest_post_seen(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    x.instead = [None, refusal("Invalid next_token")]
    make_watch()

    report = read(source)

    assert report.failure == ""
    assert len(stored_ids()) == 150
    assert "next_token" not in x.asked[2]
    assert "start_time" not in x.asked[2]


def test_a_token_that_repeats_stops_the_drain_and_loses_nothing(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(120)]
    first = x.search({"max_results": "50"}).body
    again = {**first, "meta": {**first["meta"]}}
    x.instead = [Answer(first), Answer(again)]
    make_watch()

    stuck, freed = read(source), read(source)

    assert "twice" in stuck.failure
    assert freed.failure == ""
    assert len(stored_ids()) == 120


def test_empty_pages_with_tokens_end_by_themselves(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer({"meta": {"result_count": 0, "next_token": f"t{number}"}}) for number in range(40)]
    make_watch()

    report = read(source)

    assert "without getting anywhere" in report.failure
    assert len(x.asked) == draining.PAGES_WITHOUT_PROGRESS


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


def test_a_floor_that_the_network_refuses_is_restarted_once(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    make_watch()
    read(source)
    stale = refusal("'since_id' must be a tweet id created after [2026-11-14]")

    x.instead = [stale]
    mended = read(source)
    x.instead = [stale, refusal("'start_time' must be on or after")]
    broken = read(source)

    assert mended.failure == ""
    assert "no longer reaches back" in broken.failure


def test_an_edited_post_stays_one_post_with_its_new_words(app: Flask, x: XServer, source: XSource) -> None:
    first = make_post(text="Great supprt.")
    x.posts = [first]
    make_watch()
    read(source)
    edited = make_post(ago=timedelta(minutes=1), text="Great support.")
    x.posts = [{**edited, "edit_history_tweet_ids": [first["id"], edited["id"]]}]

    report = read(source)

    mention = db.session.scalars(select(Mention)).one()
    assert report.stored.edited == 1
    assert (mention.post_id, mention.version_id, mention.text) == (first["id"], edited["id"], "Great support.")


def test_what_is_gone_at_its_source_is_not_filled_again(app: Flask, x: XServer, source: XSource) -> None:
    first = make_post()
    make_mention(post_id=first["id"], state=MentionState.GONE, text="")
    edited = make_post(ago=timedelta(minutes=1), text="Back again")
    x.posts = [{**edited, "edit_history_tweet_ids": [first["id"], edited["id"]]}]
    make_watch()

    read(source)

    assert db.session.scalars(select(Mention.text)).one() == ""


def test_an_odd_post_is_set_aside_and_the_page_still_counts(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(), make_post(number=1, text=None), make_post(number=2, created_at="soon")]
    make_watch()

    report, again = read(source), read(source)

    aside = db.session.scalars(select(Quarantine)).all()
    assert (report.stored.new, report.stored.aside, report.failure) == (1, 2, "")
    assert {row.post_id for row in aside} == {post["id"] for post in x.posts[1:]}
    assert again.stored.aside == 0


def test_words_that_no_database_can_hold_are_cleaned(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(text="Gr\x00eat \ud83d support 💜 <b>")]
    make_watch()

    read(source)

    assert db.session.scalars(select(Mention.text)).one() == "Great  support 💜 <b>"


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
