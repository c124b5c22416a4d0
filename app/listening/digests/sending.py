"""Queue the letters whose hour has struck."""

from app import clock
from app.listening.queries.digests import list_due
from app.listening.service.digests import queue_due
from app.web.actions import act


def queue_all_due() -> int:
    """Queue each letter that is due, in an action of its own, and return how many were queued."""
    return sum(act(queue_due, digest_id) for digest_id in list_due(clock.now()))
