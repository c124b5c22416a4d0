"""What organisers may no longer change about ties: what would show them whose marks they read by number."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from app.accounts.models import User
from app.companies.counting import tells_uncounted
from app.errors import Conflict
from app.extensions import db
from app.judging.interests.bars import list_barred_from, list_bars
from app.judging.models import Assignment
from app.judging.rules import AssignmentState
from app.nominations.models import Entry
from app.programme.models import Category, Season

TOO_LATE = (
    "A sealed category holds a scorecard of this judge, and its marks are read by number now. Whoever took that "
    "scorecard out, or put it back, would learn whose it is. The judge can still declare the tie; or say in the "
    "reason of the decision what you know."
)


@contextmanager
def leaves_sealed_marks(judge: User, *, by: User) -> Iterator[None]:
    """Refuse somebody else's change to a judge's ties that alters which of their sealed scorecards count."""
    before = _list_uncounted(judge) if judge.id != by.id else set()
    yield
    db.session.flush()
    if judge.id != by.id and _list_uncounted(judge) != before:
        raise Conflict(TOO_LATE)


def _list_uncounted(judge: User) -> set[int]:
    """List the entries of sealed categories whose scorecard by this judge does not count."""
    query = (
        select(Entry.standing_id)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .join(Category, Category.id == Entry.category_id)
        .where(Category.sealed_at.is_not(None), Assignment.judge_id == judge.id)
        .where(Assignment.state == AssignmentState.SUBMITTED)
    )
    sealed = set(db.session.scalars(query))
    return sealed & list_barred_from(judge) if sealed else set()


@tells_uncounted
def list_uncounted() -> set[tuple[int, int]]:
    """List who scored what without counting, in sealed categories whose season is not published yet."""
    sealed = (
        select(Category).join(Category.season).where(Category.sealed_at.is_not(None), Season.published_at.is_(None))
    )
    return {
        pair for category in db.session.scalars(sealed) for pair in _list_submitted(category) & {*list_bars(category)}
    }


def _list_submitted(category: Category) -> set[tuple[int, int]]:
    query = select(Assignment.judge_id, Entry.standing_id).join(Entry, Entry.id == Assignment.entry_id)
    query = query.where(Entry.category_id == category.id, Assignment.state == AssignmentState.SUBMITTED)
    return {(judge_id, entry_id) for judge_id, entry_id in db.session.execute(query)}
