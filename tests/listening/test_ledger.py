import pytest
from flask import Flask

from app.listening.sources.x.source import XSource
from app.listening.spending import ledger
from app.web.actions import act
from tests.listening.reading import read, spent
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer

pytestmark = pytest.mark.usefixtures("_money")


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
