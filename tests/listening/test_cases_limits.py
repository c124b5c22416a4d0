"""What X may answer in place of posts: limits, money, keys and odd statuses, cases 16 to 25."""

import pytest
from flask import Flask

from app import clock
from app.listening.sources.protocol import FailureKind
from app.listening.sources.x.source import XSource
from tests.listening.failing import fail, recover_after
from tests.listening.reading import health_of, read, seconds_to_wait, stored_ids
from tests.listening.x_server import Answer, XServer, refusal

pytestmark = pytest.mark.usefixtures("_money", "still")
HOUR = 3600
CAPPED = {"title": "UsageCapExceeded", "type": "https://api.x.com/2/problems/usage-capped", "period": "Monthly"}
CREDITS = {"title": "CreditsDepleted", "type": "https://api.x.com/2/problems/credits", "detail": "Account 7 is empty."}
UNENROLLED = {"title": "Client Forbidden", "reason": "client-not-enrolled", "detail": "Attach the app to a project."}


def limited(**headers: str) -> Answer:
    return Answer("Too Many Requests", 429, {name.replace("_", "-"): value for name, value in headers.items()})


def in_seconds(seconds: float) -> str:
    return str(int(clock.now().timestamp() + seconds))


def test_case_16_a_limit_that_ends_in_three_seconds_is_waited_for(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, limited(x_rate_limit_reset=in_seconds(4)))

    assert "slowly" in said
    assert seconds_to_wait() <= 4
    assert recover_after(source, 4) == 150


def test_case_17_a_limit_without_headers_is_waited_for_a_minute(app: Flask, x: XServer, source: XSource) -> None:
    fail(x, source, limited())

    assert 59 <= seconds_to_wait() <= 60
    assert recover_after(source, 60) == 150


def test_case_18_a_limit_that_ended_in_the_past_does_not_make_us_hammer(
    app: Flask, x: XServer, source: XSource
) -> None:
    fail(x, source, limited(x_rate_limit_reset=in_seconds(-900)))

    assert seconds_to_wait() <= 1
    assert recover_after(source, 1) == 150


def test_case_19_a_limit_that_ends_in_25_days_is_asked_again_after_16_minutes(
    app: Flask, x: XServer, source: XSource
) -> None:
    fail(x, source, limited(x_rate_limit_reset=in_seconds(25 * 24 * HOUR)))

    assert seconds_to_wait() == 960
    assert recover_after(source, 960) == 150


def test_case_20_a_limit_that_ends_soon_in_words_is_waited_for_a_minute(
    app: Flask, x: XServer, source: XSource
) -> None:
    fail(x, source, limited(x_rate_limit_reset="soon"))

    assert 59 <= seconds_to_wait() <= 60


def test_case_21_a_used_up_cap_is_probed_after_six_hours_though_requests_are_left(
    app: Flask, x: XServer, source: XSource
) -> None:
    said = fail(x, source, Answer(CAPPED, 429, {"x-rate-limit-remaining": "39999"}))

    assert "money" in said
    assert health_of().failure_kind is FailureKind.BILLING
    assert seconds_to_wait() == 6 * HOUR


def test_case_22_depleted_credits_are_probed_after_six_hours(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, Answer(CREDITS, 402))

    assert "money" in said
    assert "Account 7" not in said
    assert recover_after(source, 6 * HOUR) == 150


def test_case_23_a_client_that_is_not_enrolled_waits_for_a_person(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, Answer(UNENROLLED, 403))

    assert "developer console" in said
    assert (health_of().is_paused, seconds_to_wait()) == (True, -1)


def test_case_23b_a_spend_limit_is_probed_after_six_hours(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, Answer({"detail": "Your spend limit for this cycle is reached."}, 403))

    assert "money" in said
    assert (health_of().is_paused, health_of().failure_kind) == (False, FailureKind.BILLING)


def test_case_23c_a_refusal_in_html_waits_for_a_person(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, Answer("<html><h1>Forbidden</h1></html>", 403, {"Content-Type": "text/html"}))

    assert "status 403" in said
    assert "<" not in said
    assert health_of().is_paused


def test_case_24_a_refused_token_waits_for_a_person_and_now_goes_through(
    app: Flask, x: XServer, source: XSource
) -> None:
    said = fail(x, source, refusal("Unauthorized", 401))

    resting, asked = read(source, is_asked=False), read(source)

    assert "AWARDS_X_BEARER_TOKEN" in said
    assert "paused until a person" in resting.failure
    assert (asked.failure, len(stored_ids())) == ("", 150)
    assert (health_of().is_paused, health_of().failures, health_of().failure_kind) == (False, 0, None)


def test_case_25_an_address_that_knows_no_search_is_named_as_a_setting(app: Flask, x: XServer, source: XSource) -> None:
    said = fail(x, source, Answer("", 404))

    assert "Check AWARDS_X_API_URL" in said
    assert health_of().failure_kind is FailureKind.BUG
    assert 0 < seconds_to_wait() <= 15 * 60


def test_case_16_a_refusal_says_how_many_requests_are_left(app: Flask, x: XServer, source: XSource) -> None:
    reset = in_seconds(300)

    fail(x, source, limited(x_rate_limit_limit="450", x_rate_limit_remaining="0", x_rate_limit_reset=reset))

    health = health_of()
    assert (health.rate_limit, health.rate_remaining) == (450, 0)
    assert health.rate_resets_at is not None
