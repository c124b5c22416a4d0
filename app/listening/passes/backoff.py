"""Decide when a source may be asked again after a failure."""

from datetime import timedelta

from app.listening.sources.protocol import FailureKind

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
BILLING_PROBE = timedelta(hours=6)
UNTIL_A_PERSON_RESUMES = None
DOUBLINGS = 10


def wait_after(kind: FailureKind, *, failures: int, asked: timedelta | None, chance: float) -> timedelta | None:
    """Return how long to stay away after the latest of some failures in a row; None means until a person resumes.

    Five seconds, doubled each time, at most 15 minutes, with full jitter: `chance` lies between 0 and 1.
    """
    if kind is FailureKind.AUTH:
        return UNTIL_A_PERSON_RESUMES
    if kind is FailureKind.BILLING:
        return BILLING_PROBE
    if asked is not None:
        return asked
    ceiling: timedelta = min(FIRST_WAIT * 2 ** min(failures, DOUBLINGS), LONGEST_WAIT)
    return max(FIRST_WAIT, ceiling * chance)
