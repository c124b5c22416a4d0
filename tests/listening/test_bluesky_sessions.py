"""One session with Bluesky: kept between passes, renewed by one process, begun anew only when it must be."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from flask import Flask

from app import clock
from app.listening.sources.protocol import FailureKind, SourceFailure
from tests.listening.bluesky import ASK, Remembered, open_bluesky, open_lastingly
from tests.listening.bluesky_server import BlueskyServer, error, make_view
from tests.listening.x_server import Answer

LOG_IN, REFRESH, SEARCH = "createSession", "refreshSession", "searchPosts"
OLD, NEW = "o" * 40, "n" * 40


def failed(bluesky: BlueskyServer, store: Remembered, **more: str) -> SourceFailure:
    with pytest.raises(SourceFailure) as caught:
        open_bluesky(bluesky, store, **more).fetch(ASK)
    return caught.value


def order(bluesky: BlueskyServer) -> list[str]:
    return [name.rpartition(".")[2] for _, name in bluesky.calls]


def test_many_passes_log_in_once(app: Flask, bluesky: BlueskyServer) -> None:
    for _ in range(5):
        open_lastingly(bluesky).fetch(ASK)

    assert order(bluesky) == [LOG_IN, *[SEARCH] * 5]


def test_case_49_a_token_that_runs_out_in_mid_run_is_renewed_and_the_page_still_comes(
    app: Flask, bluesky: BlueskyServer
) -> None:
    bluesky.posts = [make_view()]
    source = open_lastingly(bluesky)
    source.fetch(ASK)
    bluesky.expire()

    page = source.fetch(ASK)
    open_lastingly(bluesky).fetch(ASK)

    assert page.units == 1
    assert order(bluesky) == [LOG_IN, SEARCH, SEARCH, REFRESH, SEARCH, SEARCH]


def test_case_49_a_session_that_was_revoked_is_begun_anew_once(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    bluesky.revoke()

    with time_machine.travel(clock.now() + timedelta(hours=1), tick=True):
        open_lastingly(bluesky).fetch(ASK)
        open_lastingly(bluesky).fetch(ASK)

    assert order(bluesky) == [LOG_IN, SEARCH, SEARCH, REFRESH, LOG_IN, SEARCH, SEARCH]


@pytest.mark.parametrize(
    "refusal",
    [
        error("InvalidToken", "Bad token scope"),
        error("AuthMissing", "Authentication Required", 401),
        Answer("<html>who are you</html>", 401),
    ],
    ids=["invalid", "401 json", "401 html"],
)
def test_case_24_a_refused_token_is_renewed(bluesky: BlueskyServer, refusal: Answer) -> None:
    store = Remembered()
    open_bluesky(bluesky, store).fetch(ASK)
    bluesky.instead = [refusal]

    open_bluesky(bluesky, store).fetch(ASK)

    assert (bluesky.calls_of(REFRESH), bluesky.calls_of(LOG_IN)) == (1, 1)


def test_a_refused_search_costs_no_session(bluesky: BlueskyServer) -> None:
    bluesky.instead = [error("BadQueryString", "no")]

    assert failed(bluesky, Remembered()).kind is FailureKind.BAD_QUERY
    assert order(bluesky) == [LOG_IN, SEARCH]


def test_case_49_a_limit_on_renewing_is_waited_for_and_the_session_stays(bluesky: BlueskyServer) -> None:
    store = Remembered()
    open_bluesky(bluesky, store).fetch(ASK)
    bluesky.expire()
    before = dict(store.kept)
    bluesky.instead_of_sessions = [Answer("", 429, {"ratelimit-reset": str(int(clock.now().timestamp()) + 90)})]

    told = failed(bluesky, store)

    assert told.kind is FailureKind.RETRY
    assert timedelta(seconds=80) < (told.after or timedelta()) <= timedelta(seconds=91)
    assert store.kept == before
    assert bluesky.calls_of(LOG_IN) == 1


@pytest.mark.parametrize(
    "trouble", [Answer("", 503), Answer(status=0), Answer("<html>"), Answer({"accessJwt": "a b\n"})]
)
def test_trouble_while_renewing_does_not_log_in(bluesky: BlueskyServer, trouble: Answer) -> None:
    store = Remembered()
    open_bluesky(bluesky, store).fetch(ASK)
    bluesky.expire()
    bluesky.instead_of_sessions = [trouble]

    assert failed(bluesky, store).kind is FailureKind.RETRY
    assert bluesky.calls_of(LOG_IN) == 1


def test_a_wrong_password_waits_for_a_person_and_names_the_settings(bluesky: BlueskyServer) -> None:
    told = failed(bluesky, Remembered(), password="wrong-wrong-wrong")

    assert told.kind is FailureKind.AUTH
    assert "AWARDS_BLUESKY_HANDLE and AWARDS_BLUESKY_APP_PASSWORD" in told.sentence
    assert "wrong-wrong" not in told.sentence
    assert order(bluesky) == [LOG_IN]


def test_a_second_factor_asks_for_an_app_password(bluesky: BlueskyServer) -> None:
    bluesky.instead_of_sessions = [error("AuthFactorTokenRequired", "A sign in code has been sent", 401)]

    told = failed(bluesky, Remembered())

    assert told.kind is FailureKind.AUTH
    assert "app password" in told.sentence


def test_log_ins_stay_five_minutes_apart_however_often_sessions_end(bluesky: BlueskyServer) -> None:
    store, logged_in = Remembered(), []
    now = clock.now()

    for minute in range(120):
        with time_machine.travel(now + timedelta(minutes=minute), tick=False):
            count = bluesky.calls_of(LOG_IN)
            with suppress(SourceFailure):
                open_bluesky(bluesky, store).fetch(ASK)
            logged_in += [minute] * (bluesky.calls_of(LOG_IN) - count)
            bluesky.revoke()

    assert all(later - earlier >= 5 for earlier, later in pairwise(logged_in))
    assert len(logged_in) >= 20


def test_a_log_in_that_comes_too_early_says_when(bluesky: BlueskyServer) -> None:
    store = Remembered()
    open_bluesky(bluesky, store).fetch(ASK)
    bluesky.revoke()

    told = failed(bluesky, store)

    assert told.kind is FailureKind.RETRY
    assert timedelta(minutes=4) < (told.after or timedelta()) <= timedelta(minutes=5)


def test_a_session_that_is_refused_at_once_is_dropped(bluesky: BlueskyServer) -> None:
    store = Remembered()
    open_bluesky(bluesky, store).fetch(ASK)
    bluesky.instead = [Answer("", 401), Answer("", 401)]

    told = failed(bluesky, store)

    assert told.kind is FailureKind.RETRY
    assert [each.text for each in store.kept.values()] == [""]


def test_every_request_goes_to_the_address_of_the_setting(bluesky: BlueskyServer) -> None:
    open_bluesky(bluesky).fetch(ASK)

    session = json.dumps(bluesky.new_session().body)
    assert "127.0.0.1:9" in session
    assert {headers["Host"] for headers in bluesky.headers} == {bluesky.url.removeprefix("http://")}


def test_nothing_is_asked_of_the_machine(bluesky: BlueskyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert open_bluesky(bluesky).fetch(ASK).units == 0


def test_atproto_is_loaded_where_a_network_is_read_and_not_where_pages_are_served() -> None:
    script = (
        "import sys; from app import create_app; import app.listening.views, app.listening.worker, app.worker;"
        " from app.listening.sources.opening import open_source;"
        " print([name for name in sys.modules if name.startswith(('atproto', 'tweepy', 'mastodon', 'pydantic'))])"
    )
    environment = {**os.environ, "AWARDS_ENV": "development"}

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)

    assert told.stdout.strip() == "[]"
