"""When a check of the backup, the worker and the clock begins to complain."""

from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.audit import service as audit
from app.checkup.findings import State
from app.checkup.storing import check_backup, check_clock
from app.checkup.working import check_worker
from app.web import slots
from app.web.actions import act

SECOND = timedelta(seconds=1)


def state_of(check, part):
    return next(finding.state for finding in check() if finding.part == part)


def states_after(check, part, *spans):
    """Look again so long after this moment."""
    now, found = clock.now(), []
    for span in spans:
        with time_machine.travel(now + span, tick=False):
            found.append(state_of(check, part))
    return found


@pytest.fixture
def _minute(app):
    """Stand at the beginning of a minute, which is what a slot holds."""
    with time_machine.travel(clock.now().replace(second=0, microsecond=0), tick=False):
        yield


@pytest.mark.usefixtures("_minute")
def test_a_backup_is_too_old_after_two_days():
    before = state_of(check_backup, "Backup")
    act(slots.note_backup, clock.now())

    after = states_after(check_backup, "Backup", timedelta(days=2), timedelta(days=2) + SECOND)

    assert (before, after) == (State.LOOK, [State.WORKS, State.LOOK])


@pytest.mark.usefixtures("_minute")
def test_a_worker_is_missed_after_five_minutes():
    before = state_of(check_worker, "Worker")
    act(slots.take, "letters", int(clock.now().timestamp()) // 60)

    after = states_after(check_worker, "Worker", timedelta(minutes=5), timedelta(minutes=5) + SECOND)

    assert (before, after) == (State.BROKEN, [State.WORKS, State.BROKEN])


def test_a_clock_that_runs_a_minute_behind_the_log_is_wrong(app):
    now = clock.now()
    with time_machine.travel(now + timedelta(seconds=65), tick=False):
        act(audit.record, "checked", about="clock", by="test")

    with time_machine.travel(now, tick=False):
        assert state_of(check_clock, "Clock") is State.BROKEN
