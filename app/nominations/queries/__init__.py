"""What pages about nominations, stories and entries need to know."""

from app.nominations.queries.entries import get_entry, list_entries, list_entries_of
from app.nominations.queries.finding import find_state, get_by_link, get_nomination, list_nominator_addresses
from app.nominations.queries.moderation import count_waiting, list_decided, list_waiting
from app.nominations.queries.stories import (
    PAGE,
    Story,
    get_story,
    is_public_story,
    list_latest_stories,
    list_stories_of,
    list_stories_of_company,
)

__all__ = [
    "PAGE",
    "Story",
    "count_waiting",
    "find_state",
    "get_by_link",
    "get_entry",
    "get_nomination",
    "get_story",
    "is_public_story",
    "list_decided",
    "list_entries",
    "list_entries_of",
    "list_latest_stories",
    "list_nominator_addresses",
    "list_stories_of",
    "list_stories_of_company",
    "list_waiting",
]
