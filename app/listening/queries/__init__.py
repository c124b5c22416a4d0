"""Questions that pages and passes of this room ask, one file a subject."""

from app.listening.queries.companies import find_companies
from app.listening.queries.notes import list_notes
from app.listening.queries.queue import (
    QueuePage,
    Show,
    get_mention,
    list_queue,
    rows_of,
)
from app.listening.queries.reading import find_health, list_searches_to_read
from app.listening.queries.replies import Wanted, list_earlier_replies, list_replies

__all__ = [
    "QueuePage",
    "Show",
    "Wanted",
    "find_companies",
    "find_health",
    "get_mention",
    "list_earlier_replies",
    "list_notes",
    "list_queue",
    "list_replies",
    "list_searches_to_read",
    "rows_of",
]
