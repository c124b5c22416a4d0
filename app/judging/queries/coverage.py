"""How much of the judging is done, which tells no mark."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry with a story, and how many judges it needs."""

    entry_id: int
    category_id: int
    judges: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A judge who has an entry, and where they stand."""

    judge_id: int
    entry_id: int
    category_id: int
    state: AssignmentState


def coverage_of(category: Category) -> Coverage:
    """Count how far a category's judging is."""
    here = Entry.category_id == category.id
    return _count(_wanted(here), _counting(here, list_bars(category)))


def coverages_of(season: Season) -> dict[int, Coverage]:
    """Count how far each category of a season is, by the category's number; no query more for more of them."""
    entries: dict[int, list[Wanted]] = defaultdict(list)
    for wanted in _wanted(Entry.season_id == season.id):
        entries[wanted.category_id].append(wanted)
    assignments: dict[int, list[Asked]] = defaultdict(list)
    for asked in _counting(Entry.season_id == season.id, list_bars_in(season)):
        assignments[asked.category_id].append(asked)
    return {category.id: _count(entries[category.id], assignments[category.id]) for category in season.categories}


def _counting(where: ColumnElement[bool], barred: Container[Pair]) -> list[Asked]:
    """List the assignments of the first round that judges have and nothing keeps from counting."""
    query = (
        select(Assignment.judge_id, Assignment.entry_id, Entry.category_id, Assignment.state)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(where, Assignment.round == FIRST_ROUND, Assignment.state.in_(OPEN_TO_THE_JUDGE))
    )
    return [Asked(*row) for row in db.session.execute(query) if (row.judge_id, row.entry_id) not in barred]


def _wanted(where: ColumnElement[bool]) -> list[Wanted]:
    """List entries with how many judges each needs."""
    query = select(Entry.id, Entry.category_id, judges_wanted(Entry.category_id)).where(where, stands_with_story())
    return [Wanted(*row) for row in db.session.execute(query)]


def _count(entries: Iterable[Wanted], assignments: Iterable[Asked]) -> Coverage:
    wanted = {entry.entry_id: entry.judges for entry in entries}
    known = [row for row in assignments if row.entry_id in wanted]
    asked = Counter(row.entry_id for row in known)
    submitted = Counter(row.entry_id for row in known if row.state is AssignmentState.SUBMITTED)
    return Coverage(
        entries=len(wanted),
        asked=asked.total(),
        submitted=submitted.total(),
        short_of_judges=sum(asked[entry] < judges for entry, judges in wanted.items()),
        short_of_scorecards=sum(submitted[entry] < FEWEST_JUDGES for entry in wanted),
    )
