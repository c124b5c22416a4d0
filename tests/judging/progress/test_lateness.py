from datetime import UTC, date, datetime, timedelta

import pytest

from app.judging.progress.lateness import is_due, may_remind, silence_of
from app.judging.rules import AssignmentState

CLOSES = datetime(2026, 11, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def before(days=0, hours=0):
    return CLOSES - timedelta(days=days, hours=hours)


@pytest.mark.parametrize(
    ("counts", "unseen_since", "changed_on", "words"),
    [
        ({"asked": 2}, date(2026, 11, 18), date(2026, 11, 18), ""),
        ({"asked": 2}, date(2026, 11, 17), date(2026, 11, 17), "Not acknowledged for 3 days"),
        ({"asked": 1, "started": 3}, date(2026, 11, 10), TODAY, "Not acknowledged for 10 days"),
        ({"started": 1}, None, date(2026, 11, 14), ""),
        ({"started": 1}, None, date(2026, 11, 13), "Nothing changed for 7 days"),
        ({"submitted": 5}, None, date(2026, 11, 1), ""),
        ({"recused": 5}, None, date(2026, 11, 1), ""),
    ],
)
def test_a_judge_is_silent_by_whole_days_and_only_while_something_waits(counts, unseen_since, changed_on, words):
    states = {AssignmentState(state): count for state, count in counts.items()}

    assert silence_of(states, unseen_since=unseen_since, changed_on=changed_on, today=TODAY) == words


@pytest.mark.parametrize(
    ("told", "now", "due"),
    [
        (before(20), before(7, 1), False),
        (before(20), before(7), True),
        (before(7), before(3), False),
        (before(7), before(2), True),
        (before(8), before(7), False),
        (before(8), before(6), True),
        (before(2), before(1), False),
        (before(3), before(2), False),
        (before(3), before(1), True),
        (before(20), CLOSES, False),
    ],
)
def test_a_season_reminds_a_week_and_two_days_before_its_end_and_never_twice_in_two_days(told, now, due):
    assert is_due(told, CLOSES, now) is due


def test_another_reminder_may_go_after_two_days():
    assert may_remind(None, CLOSES)
    assert not may_remind(before(2), before(0, 1))
    assert may_remind(before(2), before(0))
