from datetime import timedelta

from app.listening.passes.backoff import wait_after
from app.listening.sources.protocol import FailureKind


def test_kinds_of_failure_have_their_waits() -> None:
    waits = {
        kind: wait_after(kind, failures=3, asked=None, chance=1.0)
        for kind in (FailureKind.RETRY, FailureKind.AUTH, FailureKind.BILLING)
    }

    assert waits == {
        FailureKind.RETRY: timedelta(seconds=40),
        FailureKind.AUTH: None,
        FailureKind.BILLING: timedelta(hours=6),
    }
    assert wait_after(FailureKind.RETRY, failures=60, asked=None, chance=1.0) == timedelta(minutes=15)
    assert wait_after(FailureKind.RETRY, failures=0, asked=None, chance=0.0) == timedelta(seconds=5)
