"""Find one more judge for an entry, and ask them, when somebody stepped back or handed it back."""

from hashlib import sha256

from sqlalchemy import case, func, select

from app.accounts.models import User
from app.extensions import db
from app.judging import queries
from app.judging.assigning.members import Seats, count_loads, get_seats, hold_panel
from app.judging.models import Assignment
from app.judging.rules import FIRST_ROUND, WAITING, AssignmentState
from app.judging.service.panel import change_panel
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category


def replace(entry: Entry, by: User | str) -> Assignment | None:
    """Ask whoever suits an entry best, with the usual letter; None when nobody of its panel can take it."""
    hold_panel(entry.category)
    judge = find_replacement(entry)
    if judge is None:
        return None
    asked = change_panel(entry.category, add=[(judge, entry)], by=by)
    return asked[0] if asked else None


def find_replacement(entry: Entry) -> User | None:
    """Choose the member of a panel with the least open work who may judge an entry and has room for it.

    Among equals whoever was never released from it comes first, then an order that only the public ids decide.
    """
    category = entry.category
    seats = get_seats(category)
    known = _states_of(entry)
    barred = queries.list_bars(category)
    able = [
        judge
        for judge in _with_room(seats, category)
        if (judge.id, entry.id) not in barred and known.get(judge.id) in {None, AssignmentState.RELEASED}
    ]
    waiting = _count_waiting(category)
    return min(
        able,
        key=lambda judge: (waiting.get(judge.id, 0), judge.id in known, _lot(entry, judge)),
        default=None,
    )


def _states_of(entry: Entry) -> dict[int, AssignmentState]:
    query = select(Assignment.judge_id, Assignment.state).filter_by(entry_id=entry.id, round=FIRST_ROUND)
    return dict(db.session.execute(query).all())


def _with_room(seats: Seats, category: Category) -> list[User]:
    loads = count_loads(category)
    return [judge for judge in seats.judges if (cap := seats.caps[judge.id]) is None or loads.get(judge.id, 0) < cap]


def _count_waiting(category: Category) -> dict[int, int]:
    """Count what each judge still has to do in the season."""
    query = (
        select(Assignment.judge_id, func.sum(case((Assignment.state.in_(WAITING), 1), else_=0)))
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == category.season_id, stands_with_story())
        .group_by(Assignment.judge_id)
    )
    return dict(db.session.execute(query).all())


def _lot(entry: Entry, judge: User) -> str:
    return sha256(f"{entry.public_id}|{judge.public_id}".encode()).hexdigest()
