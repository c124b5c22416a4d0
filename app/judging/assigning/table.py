"""The table of a panel made by hand: entries down, judges across, fifty entries at a time."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.judging.assigning.members import get_seats
from app.judging.interests.bars import Pair, list_bars
from app.judging.models import Assignment
from app.judging.queries.panels import list_entries_with_stories, name_order
from app.judging.rules import FIRST_ROUND, OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.programme.models import Category

A_PAGE = 50
States = dict[Pair, AssignmentState]


@dataclass(frozen=True)
class Cell:
    """Where one judge stands with one entry on the table of a panel."""

    judge: User
    entry: Entry
    state: AssignmentState | None
    bar: str | None

    @property
    def value(self) -> str:
        """Name the pair as the form sends it."""
        return f"{self.judge.public_id}.{self.entry.public_id}"

    @property
    def is_asked(self) -> bool:
        """Tell whether this judge has this entry, and nothing keeps them from it."""
        return self.bar is None and self.state in OPEN_TO_THE_JUDGE

    @property
    def is_fixed(self) -> bool:
        """Tell whether the form cannot change this pair."""
        return self.bar is not None or self.state in {AssignmentState.SUBMITTED, AssignmentState.RECUSED}


@dataclass(frozen=True)
class Panel:
    """One page of the table of a category: `entries` are those shown, `found` counts all that the search found."""

    category: Category
    judges: list[User]
    entries: list[Entry]
    cells: dict[Pair, Cell]
    loads: dict[int, int]
    wanted: int
    total: int
    found: int
    page: int

    def row(self, entry: Entry) -> list[Cell]:
        """Return one entry's cells in the order of the judges."""
        return [self.cells[judge.id, entry.id] for judge in self.judges]

    def count(self, entry: Entry) -> int:
        """Count the judges of an entry."""
        return sum(cell.is_asked for cell in self.row(entry))

    def load(self, judge: User) -> int:
        """Count the entries of a judge, on whatever page."""
        return self.loads.get(judge.id, 0)

    def is_short(self, entry: Entry) -> bool:
        """Tell whether an entry has fewer judges than its panel asks for."""
        return self.count(entry) < self.wanted

    @property
    def has_more(self) -> bool:
        """Tell whether another page follows."""
        return self.page * A_PAGE < self.found


def get_panel(category: Category, *, words: str = "", page: int = 1) -> Panel:
    """Return who judges what in a category, and who cannot, for the entries whose title holds these words."""
    every = list_entries_with_stories(category)
    found = [entry for entry in every if words.casefold() in entry.title.casefold()]
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    states = _states_of(category, {entry.id for entry in every})
    bars = list_bars(category)
    held = [pair for pair, state in states.items() if state in OPEN_TO_THE_JUDGE]
    seats = get_seats(category)
    judges = _with_guests(seats.judges, {judge_id for judge_id, _ in held})
    return Panel(
        category=category,
        judges=judges,
        entries=shown,
        cells=_cells(judges, shown, states, bars),
        loads=Counter(pair[0] for pair in held if pair not in bars),
        wanted=seats.judges_an_entry,
        total=len(every),
        found=len(found),
        page=page,
    )


def _states_of(category: Category, standing: set[int]) -> States:
    query = (
        select(Assignment.judge_id, Assignment.entry_id, Assignment.state)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.category_id == category.id, Assignment.round == FIRST_ROUND)
    )
    rows = db.session.execute(query.order_by(Assignment.judge_id, Assignment.entry_id))
    return {(judge, entry): state for judge, entry, state in rows if entry in standing}


def _with_guests(members: list[User], asked: set[int]) -> list[User]:
    """Add to the panel whoever has something here without sitting on it, by name."""
    missing = asked - {judge.id for judge in members}
    guests = db.session.scalars(select(User).where(User.id.in_(missing))).all() if missing else []
    return sorted([*members, *guests], key=name_order)


def _cells(judges: list[User], entries: list[Entry], states: States, bars: dict[Pair, str]) -> dict[Pair, Cell]:
    return {
        pair: Cell(judge, entry, states.get(pair), bars.get(pair))
        for judge in judges
        for entry in entries
        if (pair := (judge.id, entry.id))
    }
