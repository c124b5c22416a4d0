"""Money, midnight, clocks, a database that refuses, and a token that stays secret: cases 44 to 47 and 55."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select, text

from app import clock
from app.extensions import Base, db
from app.listening.models import ReadSpend
from app.listening.passes.network import Report, read_network
from app.listening.passes.networks import read_side_by_side
from app.listening.passes.stopping import Stop
from app.listening.sources.x.source import XSource
from tests.listening.reading import read, search_of, spent, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, refusal

pytestmark = pytest.mark.usefixtures("_money")


@contextmanager
def a_month_for(app: Flask, dollars: int) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_monthly_budget=Decimal(dollars))
    yield
    app.config["AWARDS"] = kept


def test_case_44_the_budget_stops_a_drain_after_a_page_and_the_next_day_goes_on_without_loss(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(ago=timedelta(seconds=300 + 30 * number)) for number in range(180)]
    make_watch()

    with a_month_for(app, 2):
        stopped, asked_again = read(source), read(source)
        with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
            resumed = read(source)

    assert (stopped.failure, stopped.stored.new) == ("", 100)
    assert "today's part of the reading budget ($0.50) is used up" in stopped.note
    assert (asked_again.pages, asked_again.note) == (0, stopped.note)
    assert (resumed.stored.new, len(stored_ids())) == (80, 180)
    assert spent() == (180 + resumed.stored.known) * source.price


def test_case_44_a_larger_budget_counts_at_once(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(200)]
    make_watch()

    with a_month_for(app, 3):
        stopped = read(source)
    resumed = read(source)

    assert (stopped.stored.new, resumed.stored.new) == (150, 50)
    assert spent() == 200 * source.price


def test_a_pass_warns_when_most_of_a_budget_is_spent(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(85)]
    make_watch()

    with a_month_for(app, 2):
        report = read(source)

    assert report.warning == "80 % of today's part of the reading budget ($0.50) is spent"
    assert (report.note, report.failure) == ("", "")


def test_case_45_midnight_in_a_drain_counts_every_post_on_a_day_and_never_too_little(
    app: Flask, x: XServer, source: XSource
) -> None:
    midnight = (datetime.now(UTC) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    make_watch()

    with time_machine.travel(midnight - timedelta(seconds=8), tick=False) as hand:
        x.posts = [make_post(number=number) for number in range(150)]
        x.before = lambda number: hand.move_to(midnight, tick=False) if number == 2 else None
        across = read(source)
        x.before = lambda number: None
        again = read(source)

    days = dict(db.session.execute(select(ReadSpend.id, ReadSpend.spent_on).order_by(ReadSpend.id)).all())
    assert (across.stored.new, across.cost, len(stored_ids())) == (150, 150 * source.price, 150)
    assert [day - midnight.date() for day in days.values()] == [
        timedelta(-1),
        timedelta(-1),
        timedelta(0),
        timedelta(0),
    ]
    assert (again.stored.known, again.cost) == (150, 150 * source.price)


@pytest.mark.parametrize("wrong_by", [timedelta(minutes=10), timedelta(minutes=-10)], ids=["ahead", "behind"])
def test_case_46_a_clock_that_is_wrong_by_ten_minutes_loses_nothing(
    app: Flask, x: XServer, source: XSource, wrong_by: timedelta
) -> None:
    x.posts = [make_post(ago=timedelta(minutes=minutes)) for minutes in (1, 30, 100)]
    watch = make_watch()

    with clock.told_at(clock.now() + wrong_by):
        first = read(source)
        x.posts += [make_post(ago=timedelta(seconds=2))]
        second = read(source)
    third = read(source)

    assert (first.failure, second.failure, third.failure) == ("", "", "")
    assert len(stored_ids()) == 4
    assert search_of(watch).floor_id == max(post["id"] for post in x.posts)


def read_beside(source: XSource) -> Report:
    """Read as a pass does, on a thread of its own."""
    stop = Stop()

    def read_one(_network: str) -> Report:
        return read_network(source, is_asked=True, stop=stop)

    db.session.rollback()
    return next(iter(read_side_by_side(["x"], read_one, stop)))


def lock() -> Callable[[], None]:
    """Take the lock that storing posts needs, and return how to let go of it."""
    if db.engine.dialect.name == "sqlite":
        file = sqlite3.connect(str(db.engine.url.database), check_same_thread=False, isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        return file.close
    other = db.engine.connect()
    other.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
    other.exec_driver_sql("LOCK TABLE mention IN EXCLUSIVE MODE")
    return other.close


@pytest.mark.usefixtures("_impatient")
def test_case_47_a_locked_database_ends_the_pass_in_words_and_the_next_one_goes_on(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number) for number in range(150)]
    watch = make_watch()
    held: list[Callable[[], None]] = []

    def lock_at_the_second_page(number: int) -> None:
        if number == 2:
            with app.app_context():
                held.append(lock())

    x.before = lock_at_the_second_page
    stopped = read_beside(source)
    held[0]()
    resumed = read_beside(source)

    assert "the database refuses work" in stopped.failure
    assert (resumed.failure, len(stored_ids())) == ("", 150)
    assert search_of(watch).lease_owner is None
    assert spent() == 250 * source.price


@contextmanager
def full() -> Iterator[None]:
    """Let the database have no room for another page of posts."""
    if db.engine.dialect.name == "sqlite":
        yield from full_sqlite()
        return
    yield from full_postgresql()


def full_sqlite() -> Iterator[None]:
    pages = db.session.scalar(text("PRAGMA page_count"))

    def cap(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")

    db.session.rollback()
    db.engine.dispose()
    event.listen(db.engine, "connect", cap)
    yield
    event.remove(db.engine, "connect", cap)
    db.session.rollback()
    db.engine.dispose()


def full_postgresql() -> Iterator[None]:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER no_room AFTER INSERT ON mention DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION no_room()"
        )
    try:
        yield
    finally:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room() CASCADE")


def test_case_47_a_full_disk_ends_the_pass_in_words_and_the_next_one_goes_on(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(number=number, text=f"Great support. {'x' * 3000}") for number in range(100)]
    watch = make_watch()

    db.session.rollback()
    with full():
        stopped = read_beside(source)
    resumed = read_beside(source)

    assert "the database refuses work" in stopped.failure
    assert (stopped.stored.new, resumed.failure, len(stored_ids())) == (0, "", 100)
    assert search_of(watch).lease_owner is None


def test_case_55_a_token_that_x_echoes_is_nowhere_in_logs_or_rows(
    app: Flask, x: XServer, source: XSource, caplog: pytest.LogCaptureFixture
) -> None:
    good = make_post()
    x.instead = [
        refusal(f"bad {TOKEN}"),
        Answer({"detail": TOKEN}, 500, {"x-echo": TOKEN}),
        Answer("", 301, {"Location": f"http://127.0.0.1:1/{TOKEN}"}),
        refusal(f"no {TOKEN}", 401),
        Answer(f"<html>{TOKEN}", 403),
        Answer({"data": [{"id": TOKEN}, {**good, "created_at": TOKEN}], "meta": {}}),
    ]
    make_watch()

    with caplog.at_level(logging.DEBUG):
        reports = [read(source) for _ in range(6)]

    assert [bool(report.failure) for report in reports] == [True] * 5 + [False]
    assert TOKEN not in caplog.text + str(reports)
    assert TOKEN not in everything_stored()


def everything_stored() -> str:
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return str([list(db.session.execute(select(table))) for table in tables])
