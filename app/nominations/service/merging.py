"""Merge two companies with their entries, and undo it; nothing moves, pointers are set and cleared."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.companies import merging as register
from app.companies.counting import leaves_scorecards_counting
from app.companies.models import Company, CompanyMerge
from app.errors import Conflict
from app.extensions import db
from app.nominations.joining import Change
from app.nominations.models import Entry
from app.nominations.queries import merging as queries
from app.programme.models import Category
from app.web.engine import lock


@leaves_scorecards_counting()
def merge_companies(merged: Company, *, into: Company, by: User) -> CompanyMerge:
    """Let one company stand for another from now on; entries that fall together are judged as one."""
    register.hold(merged, into)
    register.require_apart(merged, into)
    changes = queries.list_merge_changes(merged, into)
    _hold_still(changes)
    if fixed := queries.list_fixed(changes):
        raise Conflict(why_not_merged(fixed))
    row = register.merge(merged, into=into, by=by)
    _join(changes)
    return row


@leaves_scorecards_counting()
def undo_merge(row: CompanyMerge, *, by: User) -> Company:
    """Take a merge back: every company, entry and story is where it was before."""
    lock(row)
    register.hold(row.merged)
    changes = [] if row.undone_at else queries.list_undo_changes(row.merged)
    _hold_still(changes)
    if fixed := queries.list_fixed(changes):
        raise Conflict(_why_not(fixed, "They are judged as one", "parted"))
    company = register.part(row, by=by)
    _join(changes)
    return company


def join_late(entry: Entry) -> None:
    """Let an entry that was opened after a merge be judged with the one it falls together with."""
    _join(queries.list_late_changes(entry.company))


def why_not_merged(fixed: Sequence[Entry]) -> str:
    """Name the entries that stand in the way of a merge, and say until when."""
    return _why_not(fixed, "They would be judged as one", "merged")


def _why_not(fixed: Sequence[Entry], why: str, done: str) -> str:
    names = " and ".join(f"{entry.title} ({entry.category.name}, {entry.season.name})" for entry in fixed)
    return (
        f"Judges have begun to score {names}. {why}, so these companies can be {done} only once the season's "
        "results are published."
    )


def _hold_still(changes: Sequence[Change]) -> None:
    """Hold the categories, as every save of a scorecard does, so that none comes in between."""
    ids = {change.entry.category_id for change in changes}
    held = select(Category).where(Category.id.in_(ids)).order_by(Category.id).with_for_update(of=Category)
    db.session.scalars(held.execution_options(populate_existing=True)).all()


def _join(changes: Sequence[Change]) -> None:
    for change in changes:
        change.entry.joined_into_id = None if change.after is change.entry else change.after.id
    db.session.flush()
