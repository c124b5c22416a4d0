"""What judging's pages ask; marks are read through `visibility` alone."""

from app.judging.interests.bars import find_bar, list_bars
from app.judging.queries.announcements import (
    find_outcome,
    get_announcement,
    get_published_file,
    has_award,
    list_awards,
    list_awards_of,
    list_nominators,
    list_overtaken,
    list_short_of_stories,
)
from app.judging.queries.calendars import calendar_address, get_owner, list_due
from app.judging.queries.coverage import coverage_of, coverages_of
from app.judging.queries.decisions import (
    count_able_to_sign,
    list_categories_to_decide,
    list_decision,
    list_rooms_open_to,
    list_unsigned,
    name_of_decision,
    require_over_award_line,
)
from app.judging.queries.desks import Desk, OwnWork, last_moment_of
from app.judging.queries.entries import (
    get_own_entry,
    in_zone,
    list_own_desks,
    list_own_entries,
    list_story_revisions,
    require_scoring_open,
    require_unconflicted,
)
from app.judging.queries.panels import (
    is_panel_open,
    list_entries,
    list_entries_with_stories,
    require_panel_open,
)
from app.judging.queries.pins import Pinboard, get_pinboard
from app.judging.queries.rooms import DecisionRoom, get_decision_room
from app.judging.visibility import list_own_reopenings
from app.judging.yardsticks.reading import get_rubric_of

__all__ = [
    "DecisionRoom",
    "Desk",
    "OwnWork",
    "Pinboard",
    "calendar_address",
    "count_able_to_sign",
    "coverage_of",
    "coverages_of",
    "find_bar",
    "find_outcome",
    "get_announcement",
    "get_decision_room",
    "get_own_entry",
    "get_owner",
    "get_pinboard",
    "get_published_file",
    "get_rubric_of",
    "has_award",
    "in_zone",
    "is_panel_open",
    "last_moment_of",
    "list_awards",
    "list_awards_of",
    "list_bars",
    "list_categories_to_decide",
    "list_decision",
    "list_due",
    "list_entries",
    "list_entries_with_stories",
    "list_nominators",
    "list_overtaken",
    "list_own_desks",
    "list_own_entries",
    "list_own_reopenings",
    "list_rooms_open_to",
    "list_short_of_stories",
    "list_story_revisions",
    "list_unsigned",
    "name_of_decision",
    "require_over_award_line",
    "require_panel_open",
    "require_scoring_open",
    "require_unconflicted",
]
