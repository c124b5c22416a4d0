"""Read the time in an X post id, and make an id from a time.

milliseconds since 1970 = (id >> 22) + 1,288,834,974,657.
"""

from datetime import UTC, datetime, timedelta

FIRST_MILLISECOND = 1_288_834_974_657
TIMED_IDS_SINCE = datetime(2015, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def moment_of(post_id: str) -> datetime | None:
    """Return when a post was made, or None when its id does not tell."""
    milliseconds = (int(post_id) >> 22) + FIRST_MILLISECOND
    try:
        moment = EPOCH + milliseconds * MILLISECOND
    except OverflowError:
        return None
    return moment if moment >= TIMED_IDS_SINCE else None


def id_at(moment: datetime) -> str:
    """Return the smallest id a post of this moment can have."""
    milliseconds = (moment - EPOCH) // MILLISECOND
    return str((milliseconds - FIRST_MILLISECOND) << 22)


def is_newer(one: str, other: str | None) -> bool:
    """Tell whether an id is above another; ids are digits of differing length."""
    return other is None or int(one) > int(other)
