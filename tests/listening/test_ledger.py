from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from app.listening import ledger
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.reading import read, spent, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer, make_post

pytestmark = pytest.mark.usefixtures("_money")


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
    act(ledger.reserve, "x", amount=500_000)

    assert act(ledger.get_allowance, "x").month_spent == 500_000


def test_a_refusal_is_free_and_a_lost_answer_may_have_cost(app: Flask, x: XServer, source: XSource) -> None:
    x.instead = [Answer("", 503), Answer("<html>")]
    make_watch()

    read(source)
    free = spent()
    read(source)

    assert free == 0
    assert spent() == 100 * source.price


def test_one_post_in_two_watches_is_stored_once_and_paid_once(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post()]
    make_watch()
    make_watch()

    report = read(source)

    assert (report.stored.new, report.stored.known, report.cost) == (1, 1, source.price)
    assert spent() == source.price
