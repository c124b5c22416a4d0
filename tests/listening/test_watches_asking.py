"""Asking X how many posts a search would bring: a button with its price, paid out of the budget."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.listening.models import Mention, ReadSpend, Watch
from app.listening.sources.protocol import SourceFailure
from app.listening.sources.x.source import XSource
from app.listening.spending import estimate
from app.listening.watching import asking
from tests.listening.rows import make_watch
from tests.listening.test_watches_views import TYPED
from tests.listening.x_server import TOKEN, Answer, XServer, make_post, refusal
from tests.make import csrf, make_user, sign_in

ODD = [{"meta": {}}, {"meta": {"total_tweet_count": "7"}}, {"meta": {"total_tweet_count": -1}}, [], "no number"]


@pytest.fixture
def curator(app: Flask, client: FlaskClient, x: XServer) -> Iterator[FlaskClient]:
    """Sign a curator in where X is set up."""
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token=TOKEN, x_api_url=x.url)
    yield sign_in(client, make_user(role="curator"))
    app.config["AWARDS"] = kept


def set_budget(app: Flask, dollars: str) -> None:
    app.config["AWARDS"] = replace(app.config["AWARDS"], x_monthly_budget=Decimal(dollars))


def ask(client: FlaskClient, path: str = "/curate/watches/new", **typed):
    token = csrf(client, "/curate/watches/new")
    return client.post(path, data={**TYPED, **typed, "action": "count", "csrf_token": token})


def spends() -> list[int | None]:
    db.session.rollback()
    return list(db.session.scalars(select(ReadSpend.settled).order_by(ReadSpend.id)))


def test_the_answer_and_its_price_stand_beside_what_was_typed(curator, x):
    x.posts = [make_post(number=number) for number in range(280)]

    page = ask(curator).get_data(as_text=True)

    assert "X counts about 40 posts a day: about $6.00 a month of your $50.00." in page
    assert "Ask X how many ($0.005)" in page
    assert "lovely agent</textarea>" in page
    assert spends() == [estimate.PRICE_OF_A_COUNT]
    assert [query["query"] for query in x.asked] == [
        '("great support" OR "lovely agent" OR #custserv) lang:en -is:retweet -is:nullcast -hiring'
    ]
    assert db.session.scalar(select(func.count()).select_from(Mention)) == 0


def test_each_search_is_paid_by_itself_and_the_button_says_so(curator, x):
    phrases = "\n".join(f"{'great support of a kind':.<90} {number}" for number in range(9))

    page = ask(curator, phrases=phrases).get_data(as_text=True)

    assert len(x.asked) == len(spends()) > 1
    assert f"Ask X how many (${len(x.asked) * 0.005:.3f})" in page


def test_nothing_is_asked_when_the_budget_does_not_hold_it(app, curator, x):
    set_budget(app, "0.01")

    answer = ask(curator)

    assert answer.status_code == 422
    assert "X was not asked: today’s" in answer.get_data(as_text=True).replace("&#39;", "’")
    assert (x.asked, spends()) == ([], [])


@pytest.mark.parametrize(
    ("instead", "sentence", "cost"),
    [
        (refusal("There were errors processing your request: no viable alternative"), "X does not accept", 0),
        (Answer({}, 503), "X has trouble of its own", 0),
        (Answer("<html>"), "X gave an answer without a number.", estimate.PRICE_OF_A_COUNT),
    ],
    ids=["refused", "trouble", "no number"],
)
def test_a_failure_is_said_and_only_what_may_be_billed_is_paid(curator, x, instead, sentence, cost):
    x.instead = [instead]

    answer = ask(curator)

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert sentence in page
    assert "lovely agent</textarea>" in page
    assert spends() == [cost]


def test_no_page_asks_a_network_by_being_opened(curator, x):
    watch = make_watch()

    for path in ("/curate/watches", "/curate/watches/new", f"/curate/watches/{watch.public_id}"):
        assert curator.get(path).status_code == 200

    assert x.asked == []


def test_without_a_token_x_is_not_asked(app, client):
    page = ask(sign_in(client, make_user(role="curator")))

    assert page.status_code == 422
    assert "X is not set up, so it cannot be asked." in page.get_data(as_text=True)


@pytest.mark.parametrize("body", ODD, ids=str)
def test_an_odd_count_is_a_failure_and_no_number(x, source, body):
    x.instead = [Answer(body)]

    with pytest.raises(SourceFailure, match="without a number"):
        source.count("support")


def test_both_spellings_of_a_count_are_read(x, source):
    x.instead = [Answer({"meta": {"total_post_count": 12}})]

    assert source.count("support") == 12


def test_the_prices_are_those_the_ledger_reckons_with():
    assert estimate.PRICES["x"] == XSource.price
    assert issubclass(XSource, asking.Counter)


def test_a_count_of_a_stored_watch_is_booked_on_it(curator, x):
    watch = make_watch()

    ask(curator, f"/curate/watches/{watch.public_id}", x_query="kind support")

    assert x.asked[0]["query"] == "kind support"
    assert db.session.scalar(select(Watch.id).join(ReadSpend, ReadSpend.watch_id == Watch.id)) == watch.id
