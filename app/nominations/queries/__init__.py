"""What pages about nominations, stories and entries need to know."""

from app.nominations.queries.copies import NearCopy, list_near_copies
from app.nominations.queries.desk import Desk, EntryOffer, list_companies_meant, read_desk
from app.nominations.queries.entries import get_entry, list_entries, list_entries_of
from app.nominations.queries.evidence import Evidence, list_evidence
from app.nominations.queries.finding import (
    find_state,
    get_by_link,
    get_nomination,
    list_nominator_addresses,
    list_nominators_of,
)
from app.nominations.queries.listed import (
    ListedStory,
    list_newest_stories,
    list_stories_in,
    list_stories_of_companies,
)
from app.nominations.queries.moderation import (
    Counts,
    Row,
    count_queue,
    count_waiting,
    find_next,
    list_batch,
    list_rows,
    search,
    search_address,
    why_held,
)
from app.nominations.queries.stories import (
    PAGE,
    Story,
    get_story,
    is_public_story,
    list_cited_stories,
    list_latest_addresses,
    list_latest_stories,
    list_stories_of,
)

__all__ = [
    "PAGE",
    "Counts",
    "Desk",
    "EntryOffer",
    "Evidence",
    "ListedStory",
    "NearCopy",
    "Row",
    "Story",
    "count_queue",
    "count_waiting",
    "find_next",
    "find_state",
    "get_by_link",
    "get_entry",
    "get_nomination",
    "get_story",
    "is_public_story",
    "list_batch",
    "list_cited_stories",
    "list_companies_meant",
    "list_entries",
    "list_entries_of",
    "list_evidence",
    "list_latest_addresses",
    "list_latest_stories",
    "list_near_copies",
    "list_newest_stories",
    "list_nominator_addresses",
    "list_nominators_of",
    "list_rows",
    "list_stories_in",
    "list_stories_of",
    "list_stories_of_companies",
    "read_desk",
    "search",
    "search_address",
    "why_held",
]
