import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app import clock
from app.audit.models import AuditLine
from app.extensions import db
from app.listening import lease, ledger, passes, standing
from app.listening.models import Mention, Quarantine, ReadingGap, ReadSpend, SourceHealth, Watch, WatchCursor
from app.listening.passes import Report
from app.listening.sources import FailureKind
from app.listening.standing import LeaseLost
from app.listening.stopping import Stop, Stopped
from app.listening.x_source import XSource
from app.web.actions import act
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, refusal
from tests.make import reload


@pytest.fixture(autouse=True)
def _usual_budget(app: Flask) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_monthly_budget=Decimal(1000))
    yield
    app.config["AWARDS"] = kept


def read(source: XSource, *, is_asked: bool = True) -> Report:
    return passes.read_network(source, is_asked=is_asked, stop=Stop())


def stored_ids() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(Mention.post_id)))


def cursor_of(watch: Watch) -> WatchCursor:
    db.session.rollback()
    return db.session.scalars(select(WatchCursor).where(WatchCursor.watch_id == watch.id)).one()


def spent() -> int:
    return db.session.scalar(select(func.sum(func.coalesce(ReadSpend.settled, ReadSpend.reserved)))) or 0


def test_a_pass_follows_the_pages_to_the_end_and_lifts_the_floor(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(230)]
    watch = make_watch()

    report = read(source)

    assert (report.pages, report.stored.new, report.failure) == (3, 230, "")
    assert stored_ids() == {post["id"] for post in x.posts}
    assert cursor_of(watch).floor_id == max(post["id"] for post in x.posts)
    assert cursor_of(watch).drain_token is None
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


def test_one_post_in_two_watches_is_stored_once_and_paid_once(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    make_watch()
    make_watch()

    report = read(source)

    assert (report.stored.new, report.stored.known, report.cost) == (1, 1, source.price)
    assert spent() == source.price


def test_a_broken_drain_goes_on_at_the_page_where_it_broke(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(250)]
    x.instead = [None, Answer("", 500)]
    make_watch()

    broken, mended = read(source), read(source)

    assert "status 500" in broken.failure
    assert (broken.stored.new, mended.stored.new, mended.pages) == (100, 150, 2)
    assert len(x.asked) == 4


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
    assert len(x.asked) == passes.PAGES_WITHOUT_PROGRESS


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


def test_posts_cursor_and_cost_come_in_together_or_not_at_all(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    watch = make_watch()

    def overtake(_number: int) -> None:
        with app.app_context():
            act(lambda: db.session.execute(update(WatchCursor).values(version=WatchCursor.version + 1)))

    x.before = overtake
    report = read(source)

    assert report.held_elsewhere == 1
    assert stored_ids() == set()
    assert cursor_of(watch).floor_id is None
    assert db.session.scalars(select(ReadSpend.settled)).one() is None


def test_a_living_process_keeps_its_watch_and_a_dead_one_loses_it_at_once(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post()]
    watch = make_watch()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    owner = f"{lease.host()}/{sleeper.pid}/{lease.started(sleeper.pid)}"
    act(standing.ensure_cursor, watch)
    until = clock.now() + timedelta(minutes=2)
    act(lambda: db.session.execute(update(WatchCursor).values(lease_owner=owner, lease_until=until)))

    held = read(source)
    sleeper.kill()
    sleeper.wait()
    freed = read(source)

    assert (held.held_elsewhere, held.stored.new) == (1, 0)
    assert freed.stored.new == 1
    assert cursor_of(watch).lease_owner is None


def test_a_stale_worker_cannot_write_over_its_successor(app: Flask) -> None:
    watch = make_watch()
    held = act(standing.take_lease, watch)
    assert held is not None
    act(standing.move, held, held.position)

    with pytest.raises(LeaseLost):
        act(standing.move, held, held.position)


def test_the_budget_stops_a_drain_between_two_pages_and_a_larger_one_lets_it_go_on(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(200)]
    make_watch()
    generous = app.config["AWARDS"]
    app.config["AWARDS"] = replace(generous, x_monthly_budget=Decimal(3))

    stopped = read(source)
    app.config["AWARDS"] = generous
    resumed = read(source)

    assert (stopped.failure, stopped.stored.new) == ("", 150)
    assert "reading budget" in stopped.note
    assert spent() == 200 * source.price
    assert (resumed.stored.new, len(stored_ids())) == (50, 200)


def test_what_was_reserved_and_never_settled_counts_as_spent(app: Flask) -> None:
    watch = make_watch()

    act(ledger.reserve, watch, amount=500_000)

    assert act(ledger.get_allowance, "x").month_spent == 500_000


def test_a_refusal_is_free_and_a_lost_answer_may_have_cost(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer("", 503), Answer("<html>")]
    make_watch()

    read(source)
    free = spent()
    read(source)

    assert free == 0
    assert spent() == 100 * source.price


def test_a_failure_is_remembered_and_only_a_person_goes_through_it(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [refusal("no", 401)]
    make_watch()

    failed, paused, asked = read(source), read(source, is_asked=False), read(source)

    health = db.session.scalars(select(SourceHealth)).one()
    assert "bearer token" in failed.failure
    assert "paused until a person" in paused.failure
    assert (asked.failure, health.failures, health.failure_kind) == ("", 0, None)
    assert len(x.asked) == 2


def test_a_source_in_trouble_is_left_alone_until_its_time(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer("", 503, {"Retry-After": "40"})]
    make_watch()

    read(source, is_asked=False)
    waiting = read(source, is_asked=False)
    with time_machine.travel(clock.now() + timedelta(seconds=45), tick=True):
        later = read(source, is_asked=False)

    assert waiting.note.startswith("waiting until")
    assert (later.pages, len(x.asked)) == (1, 2)


def test_a_refused_search_rests_and_the_other_watches_are_read(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    x.instead = [refusal("Ambiguous use of OR")]
    bad, good = make_watch(), make_watch()

    report = read(source)
    read(source, is_asked=False)

    assert "Ambiguous use of OR" in report.failure
    assert report.stored.new == 1
    assert reload(bad).refused
    assert reload(good).refused is None
    assert len(x.asked) == 2


def test_a_watch_that_is_not_due_is_not_read_unless_a_person_asks(app: Flask, x: XServer, source: XSource) -> None:
    make_watch(due_at=clock.now() + timedelta(minutes=5))

    resting, asked = read(source, is_asked=False), read(source)

    assert (resting.watches, asked.watches) == (0, 1)


def test_a_fault_of_our_own_ends_in_words(app: Flask, x: XServer, source: XSource) -> None:
    make_watch()
    source._client.session.adapters.clear()

    report = read(source)

    assert report.failure
    assert report.pages == 0


def test_being_asked_to_stop_ends_the_wait_and_frees_the_watch(app: Flask, x: XServer, source: XSource) -> None:
    watch = make_watch()
    stop = Stop()
    stop.was_asked = True

    with pytest.raises(Stopped):
        passes.read_network(source, is_asked=True, stop=stop)

    assert cursor_of(watch).lease_owner is None
    assert x.asked == []


def test_posts_found_and_their_audit_line_live_or_die_together(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    make_watch()

    read(source)

    line = db.session.scalars(select(AuditLine).where(AuditLine.verb == "posts found")).one()
    assert line.facts["new"] == "1"
    assert TOKEN not in str(line.facts)


def test_the_lease_names_this_very_process() -> None:
    assert not lease.is_gone(lease.own_name())
    assert lease.is_gone(f"{lease.host()}/{os.getpid()}/1")
    assert not lease.is_gone("another-machine/1/1")


def test_kinds_of_failure_have_their_waits(app: Flask) -> None:
    from app.listening.backoff import wait_after

    waits = {
        kind: wait_after(kind, failures=3, asked=None, chance=1.0)
        for kind in (FailureKind.RETRY, FailureKind.AUTH, FailureKind.BILLING)
    }

    assert waits == {
        FailureKind.RETRY: timedelta(seconds=40),
        FailureKind.AUTH: None,
        FailureKind.BILLING: timedelta(hours=6),
    }
    assert wait_after(FailureKind.RETRY, failures=60, asked=None, chance=1.0) == timedelta(minutes=15)
    assert wait_after(FailureKind.RETRY, failures=0, asked=None, chance=0.0) == timedelta(seconds=5)
