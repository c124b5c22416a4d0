"""The doors: every route has its row, and answers every role as the row says."""

import re

import pytest

from app.accounts import service as accounts
from app.doors import DOORS, PUBLIC
from app.web.actions import act
from tests.make import make_season, make_user, sign_in

WHO = ("anonymous", "disabled", "organiser", "curator", "judge")


def address_of(rule):
    """Fill every variable part with something that does not exist."""
    return re.sub(r"<(?:\w+:)?\w+>", "nothing", rule.rule)


def routes(app):
    return [
        (rule, method) for rule in app.url_map.iter_rules() for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def client_of(app, who):
    client = app.test_client()
    if who == "anonymous":
        return client
    user = make_user(role="organiser" if who == "disabled" else who)
    sign_in(client, user)
    if who == "disabled":
        make_user(role="organiser")
        act(accounts.disable, user, by="test")
    return client


def expected(door, who):
    if door is PUBLIC:
        return "enters"
    if who in {"anonymous", "disabled"}:
        return "is sent to log in"
    return "enters" if who in door else "is refused"


def seen(answer):
    if answer.status_code == 303 and answer.location.startswith("/login"):
        return "is sent to log in"
    return "is refused" if answer.status_code == 403 else "enters"


def test_every_route_has_its_row_and_every_row_its_route(app):
    assert {rule.endpoint for rule, _ in routes(app)} == set(DOORS)


@pytest.mark.parametrize("who", WHO)
def test_every_route_answers_every_role_as_its_row_says(app, who):
    make_season()
    client = client_of(app, who)
    wrong = {}

    for rule, method in routes(app):
        if rule.endpoint == "accounts.log_out":
            continue
        answer = client.open(address_of(rule), method=method)
        if seen(answer) != expected(DOORS[rule.endpoint], who):
            wrong[f"{method} {rule.rule}"] = (answer.status_code, expected(DOORS[rule.endpoint], who))

    assert wrong == {}


def test_a_route_without_a_row_is_not_there(app, client, monkeypatch):
    monkeypatch.delitem(DOORS, "home.front")

    assert client.get("/").status_code == 404
