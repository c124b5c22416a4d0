"""Send organisers the head of the log, once a day."""

from app import clock
from app.accounts import queries, service
from app.audit import queries as audit
from app.web.actions import act


def send_heads() -> int:
    """Queue today's letter to each active organiser who has none yet, and return how many were queued."""
    if audit.get_head() is None:
        return 0
    return act(service.queue_heads, queries.list_organisers(), day=clock.now().date())
