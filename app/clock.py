"""The one clock: every time in the product is asked here, in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Return the present instant, aware and in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at a moment while the demo tells what happened then."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
