"""The one clock: every time in the product is asked here, in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, aware and in UTC."""
    return datetime.now(UTC)
