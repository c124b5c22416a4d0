"""How much of the judging is done, which tells no mark."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.judging.interests.bars import Pair, list_bars, list_bars_in
from app.judging.models import Assignment
from app.judging.models.panels import judges_wanted
from app.judging.rules import FEWEST_JUDGES, FIRST_ROUND, OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category, Season


@dataclass(frozen=True)
class Coverage:
    """Entries with a story, judges asked for them, scorecards submitted."""

    entries: int
    asked: int
    submitted: int
    short_of_judges: int
    short_of_scorecards: int


def coverage_of(category: Category) -> Coverage:
    """Count how far a category's judging is."""
    entries = dict(_entries(Entry.category_id == category.id))
    return _count(entries, _counting(Entry.category_id == category.id, list_bars(category)))


def coverages_of(season: Season) -> dict[int, Coverage]:
    """Count how far each category of a season is, by the category's number; no query more for more of them."""
    entries: dict[int, dict[Entry, int]] = defaultdict(dict)
    for entry, wanted in _entries(Entry.season_id == season.id):
        entries[entry.category_id][entry] = wanted
    assignments: dict[int, list[Assignment]] = defaultdict(list)
    for row in _counting(Entry.season_id == season.id, list_bars_in(season)):
        assignments[row.entry.category_id].append(row)
    return {category.id: _count(entries[category.id], assignments[category.id]) for category in season.categories}


def list_assignments(where: ColumnElement[bool]) -> list[Assignment]:
    """List assignments of the first round to the entries that `where` chooses."""
    query = (
        select(Assignment)
        .join(Assignment.entry)
        .where(where, Assignment.round == FIRST_ROUND)
        .options(joinedload(Assignment.entry).joinedload(Entry.company))
        .order_by(Assignment.entry_id, Assignment.judge_id)
    )
    return list(db.session.scalars(query))


def _counting(where: ColumnElement[bool], barred: Container[Pair]) -> list[Assignment]:
    """List the assignments that nothing keeps from counting."""
    return [row for row in list_assignments(where) if (row.judge_id, row.entry_id) not in barred]


def _entries(where: ColumnElement[bool]) -> list[tuple[Entry, int]]:
    """List entries with how many judges each needs."""
    query = select(Entry, judges_wanted(Entry.category_id)).where(where, stands_with_story())
    return [(entry, wanted) for entry, wanted in db.session.execute(query)]


def _count(entries: Mapping[Entry, int], assignments: Iterable[Assignment]) -> Coverage:
    ids = {entry.id: wanted for entry, wanted in entries.items()}
    open_rows = [row for row in assignments if row.state in OPEN_TO_THE_JUDGE and row.entry_id in ids]
    asked = Counter(row.entry_id for row in open_rows)
    submitted = Counter(row.entry_id for row in open_rows if row.state is AssignmentState.SUBMITTED)
    return Coverage(
        entries=len(ids),
        asked=asked.total(),
        submitted=submitted.total(),
        short_of_judges=sum(asked[entry] < wanted for entry, wanted in ids.items()),
        short_of_scorecards=sum(submitted[entry] < FEWEST_JUDGES for entry in ids),
    )
