from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.listening import health
from app.listening.health import Facts, State
from app.listening.sources.protocol import FailureKind
from app.listening.spending.budget import Allowance

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ENOUGH = Allowance(50_000_000, month_spent=0, day_spent=0)
WELL = Facts(
    now=NOW,
    network="x",
    searches=3,
    interval=15 * MINUTE,
    asked_since=NOW - timedelta(days=9),
    late_since=NOW + 5 * MINUTE,
    last_success_at=NOW - 10 * MINUTE,
    allowance=ENOUGH,
    cheapest_page=50_000,
)
REFUSED = {"is_paused": True, "failures": 1, "failure_kind": FailureKind.AUTH, "failure": "X refuses the token."}
RETRY = {"failures": 2, "failure_kind": FailureKind.RETRY, "failure": "X cannot be reached."}
LONG_AGO = {"last_success_at": NOW - 45 * MINUTE}
MONTH_SPENT = {"allowance": Allowance(50_000_000, month_spent=49_960_000, day_spent=0)}
DAY_SPENT = {"allowance": Allowance(50_000_000, month_spent=12_500_000, day_spent=12_500_000)}


@pytest.mark.parametrize(
    ("changes", "state", "reason", "to_do"),
    [
        ({}, State.READING, "as it should be", "Nothing."),
        ({"refused": 1}, State.READING, "refuses 1 search", "Change the words"),
        (REFUSED, State.PAUSED, "The password or token is refused. X refuses the token.", "AWARDS_X_ settings"),
        ({"missing": "AWARDS_X_BEARER_TOKEN", **LONG_AGO}, State.NOT_SET_UP, "AWARDS_X_BEARER_TOKEN is empty", "Fill"),
        ({"missing": "AWARDS_A, AWARDS_B", "last_success_at": None}, State.NOT_SET_UP, "are empty", "other sources"),
        ({"searches": 0}, State.NOTHING_TO_READ, "No active watch asks here.", "add it to a watch"),
        (
            {
                "failures": 1,
                "failure_kind": FailureKind.BILLING,
                "failure": "no credits",
                "retry_at": NOW + 60 * MINUTE,
            },
            State.OUT_OF_MONEY,
            "No credits. It is tried again at 13:00 UTC.",
            "Pay for more credit",
        ),
        (MONTH_SPENT, State.OUT_OF_MONEY, "budget of this month ($50.00) is used up", "Raise AWARDS_X_MONTHLY_BUDGET"),
        (DAY_SPENT, State.OUT_OF_MONEY, "goes on tomorrow", "Wait until midnight UTC"),
        (LONG_AGO, State.OVERDUE, "since 11:15 UTC; one is due every 15 minutes", "whether the worker runs"),
        ({**LONG_AGO, "failure": "a feed is away"}, State.OVERDUE, "15 minutes. A feed is away.", "again by itself"),
        ({**LONG_AGO, **RETRY}, State.OVERDUE, "X cannot be reached.", "See to that reason"),
        (
            {**LONG_AGO, "refused": 3, "refusal": "too long"},
            State.OVERDUE,
            "is refused. Too long.",
            "Change what its watches",
        ),
        ({**RETRY, "retry_at": NOW + 4 * MINUTE}, State.WAITING, "It waits until 12:04 UTC. X cannot", "by itself"),
        ({**RETRY, "retry_at": NOW - MINUTE}, State.WAITING, "waits for the next pass", "by itself"),
        ({"late_since": NOW - 15 * MINUTE}, State.BEHIND, "waiting since 11:45 UTC", "catch up"),
        ({"last_success_at": None, "asked_since": NOW}, State.BEGINNING, "first reading", "within a minute"),
        ({"last_success_at": None}, State.OVERDUE, "has succeeded so far", "worker"),
    ],
)
def test_a_source_says_how_it_is_why_and_what_to_do(
    changes: dict[str, object], state: State, reason: str, to_do: str
) -> None:
    verdict = health.judge(replace(WELL, **changes))  # type: ignore[arg-type]

    assert verdict.state is state
    assert reason in verdict.reason
    assert to_do in verdict.to_do


@pytest.mark.parametrize(
    ("changes", "is_alarm"),
    [
        ({}, False),
        ({"last_success_at": NOW - 44 * MINUTE}, False),
        (LONG_AGO, True),
        ({**LONG_AGO, **RETRY}, True),
        ({**LONG_AGO, **DAY_SPENT}, True),
        (DAY_SPENT, False),
        (REFUSED, True),
        ({**REFUSED, "searches": 0}, False),
        ({**LONG_AGO, "missing": "AWARDS_X_BEARER_TOKEN"}, False),
        ({**LONG_AGO, "searches": 0}, False),
    ],
)
def test_an_alarm_means_three_intervals_without_success_or_a_refused_password(
    changes: dict[str, object], is_alarm: bool
) -> None:
    assert health.judge(replace(WELL, **changes)).is_alarm is is_alarm  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "may_resume"),
    [({}, False), (REFUSED, True), ({**RETRY, "retry_at": NOW + MINUTE}, True), ({"refused": 1}, True)],
)
def test_reading_again_is_offered_where_something_holds_a_source_back(
    changes: dict[str, object], may_resume: bool
) -> None:
    assert health.judge(replace(WELL, **changes)).may_resume is may_resume  # type: ignore[arg-type]


def test_a_source_that_another_process_reads_is_not_called_empty() -> None:
    assert health.judge(replace(WELL, missing="AWARDS_X_BEARER_TOKEN")).state is State.READING


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 minutes"),
        (MINUTE, "1 minute"),
        (119 * MINUTE, "119 minutes"),
        (3 * 60 * MINUTE, "3 hours"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_length_of_time_is_written_in_its_largest_whole_unit(length: timedelta, words: str) -> None:
    assert health.duration(length) == words
