"""The entries of a season a page at a time: who has each of them, and in which state."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.judging import visibility
from app.judging.interests.bars import is_counting
from app.judging.models import Assignment, Recusal
from app.judging.models.panels import judges_wanted
from app.judging.rules import FIRST_ROUND, OPEN_TO_THE_JUDGE, WAITING, AssignmentState
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category, Season

AT_ONCE = 50


@dataclass(frozen=True)
class Wish:
    """Which entries to show: of one category, of one judge, only those short of judges; from which page on."""

    category: Category | None = None
    judge: User | None = None
    is_short: bool = False
    page: int = 1


@dataclass(frozen=True)
class Reader:
    """One judge of an entry; who it is stays unsaid once judging of the category is over."""

    name: str
    state: AssignmentState
    row: Assignment
    recusal: Recusal | None


@dataclass(frozen=True)
class EntryFar:
    """How far one entry is."""

    entry: Entry
    readers: list[Reader]
    shows_names: bool
    wanted: int

    @property
    def judges(self) -> int:
        """Count the judges who have it."""
        return sum(reader.state in OPEN_TO_THE_JUDGE for reader in self.readers)

    @property
    def submitted(self) -> int:
        """Count the scorecards that are handed in."""
        return sum(reader.state is AssignmentState.SUBMITTED for reader in self.readers)

    @property
    def waiting(self) -> int:
        """Count the judges who have not finished."""
        return sum(reader.state in WAITING for reader in self.readers)

    @property
    def is_short(self) -> bool:
        """Tell whether it has too few judges."""
        return self.judges < self.wanted


def list_far(season: Season, wish: Wish) -> list[EntryFar]:
    """List a page of entries in the order of their categories, and one more when there is a next page."""
    if wish.judge:
        visibility.require_named_readers(season, clock.now())
    query = _chosen(season, wish).add_columns(judges_wanted(Entry.category_id))
    query = query.options(joinedload(Entry.company), joinedload(Entry.category))
    query = query.order_by(Category.position, Category.id, Entry.id).limit(AT_ONCE + 1)
    rows = db.session.execute(query.offset((wish.page - 1) * AT_ONCE)).all()
    readers, names = _readers(season, [entry for entry, _ in rows]), visibility.names_readers(season, clock.now())
    return [EntryFar(each, readers[each.id], names, wanted) for each, wanted in rows]


def _chosen(season: Season, wish: Wish) -> Select[Entry]:
    query = select(Entry).join(Entry.category).where(Entry.season_id == season.id, stands_with_story())
    own = (Assignment.entry_id == Entry.id) & (Assignment.round == FIRST_ROUND) & is_counting(season)
    if wish.category:
        query = query.where(Entry.category_id == wish.category.id)
    if wish.judge:
        theirs = select(Assignment.id).where(own, Assignment.judge_id == wish.judge.id)
        query = query.where(theirs.where(Assignment.state != AssignmentState.RELEASED).exists())
    if wish.is_short:
        judges = select(func.count(Assignment.id)).where(own, Assignment.state.in_(OPEN_TO_THE_JUDGE))
        query = query.where(judges.scalar_subquery() < judges_wanted(Entry.category_id))
    return query


def _readers(season: Season, entries: Sequence[Entry]) -> defaultdict[int, list[Reader]]:
    """List the judges of these entries by name, with why one stepped back."""
    ids = [entry.id for entry in entries]
    query = select(Assignment).where(Assignment.entry_id.in_(ids), Assignment.round == FIRST_ROUND, is_counting(season))
    rows = db.session.scalars(query.where(Assignment.state != AssignmentState.RELEASED)).all()
    left = db.session.scalars(select(Recusal).where(Recusal.entry_id.in_(ids)))
    recusals = {(row.judge_id, row.entry_id): row for row in left}
    readers = defaultdict[int, list[Reader]](list)
    for row in sorted(rows, key=lambda row: ((row.judge.name or row.judge.email).casefold(), row.judge_id)):
        name = row.judge.name or row.judge.email
        readers[row.entry_id].append(Reader(name, row.state, row, recusals.get((row.judge_id, row.entry_id))))
    return readers
