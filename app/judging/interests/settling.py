"""Take from judges what a tie keeps them from, and see that somebody else is asked; under the lock of the category."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app import clock
from app.accounts import queries as accounts
from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.judging.assigning.replacing import replace
from app.judging.interests.bars import list_barred_from
from app.judging.interests.rules import Leaving
from app.judging.models import Assignment, Replacement
from app.judging.queries.panels import is_panel_open
from app.judging.rules import FIRST_ROUND, OPEN_TO_THE_JUDGE, WAITING, AssignmentState
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Category
from app.programme.rules import Phase, phase_of
from app.web.engine import lock


def hold_categories(category_ids: Collection[int]) -> None:
    """Keep scorecards from being saved or submitted in these categories until the running action ends."""
    held = select(Category).where(Category.id.in_(category_ids)).order_by(Category.id)
    held = held.with_for_update(key_share=True).execution_options(populate_existing=True)
    db.session.scalars(held).all()


def hold_work_of(judge: User) -> None:
    """Keep a judge's work as it is until the running action ends."""
    hold_categories({row.entry.category_id for row in list_open(judge)})


def list_open(judge: User) -> Sequence[Assignment]:
    """List what a judge was asked to score and has neither left nor been released from, while it is undecided."""
    query = (
        select(Assignment)
        .join(Assignment.entry)
        .where(Assignment.judge_id == judge.id, Assignment.round == FIRST_ROUND)
        .where(Assignment.state.in_(OPEN_TO_THE_JUDGE))
        .order_by(Assignment.id)
    )
    now = clock.now()
    return [row for row in db.session.scalars(query) if phase_of(row.entry.season, now) is not Phase.PUBLISHED]


def settle(judge: User, *, by: User | str) -> list[Entry]:
    """Release a judge from what a tie bars and ask others; a submitted scorecard stays, and no longer counts."""
    barred = list_barred_from(judge)
    left = [lock(row) for row in list_open(judge) if row.entry.standing_id in barred]
    for row in left:
        if row.state in WAITING:
            row.state, row.changed_at = AssignmentState.RELEASED, clock.now()
            audit.record("judge released", about=row, by=by, because="tie")
            take_over(row, Leaving.TIE, by=by)
        elif _find_replacement_of(row) is None:
            tell_sheet_is_aside(row)
            take_over(row, Leaving.TIE, by=by)
    db.session.flush()
    return [row.entry for row in left]


def take_over(left: Assignment, leaving: Leaving, *, by: User | str) -> Assignment | None:
    """Ask another judge for an entry that one has left, and keep who took over; organisers hear when nobody can."""
    entry = left.entry
    asked = replace(entry, by) if is_panel_open(entry.category) else None
    row = _find_replacement_of(left) or Replacement(assignment_id=left.id)
    row.leaving, row.left_at = leaving, clock.now()
    row.successor_id = asked.judge_id if asked else None
    db.session.add(row)
    db.session.flush()
    audit.record("judge replaced", about=left, by=by, successor=asked.judge.public_id if asked else "nobody")
    if asked is None:
        _tell_organisers("panel_short", f"season:{entry.season.slug}", left)
    return asked


def tell_sheet_is_aside(left: Assignment) -> None:
    """Tell the organisers that a submitted scorecard no longer counts."""
    _tell_organisers("sheet_aside", f"assignment:{left.public_id}", left)


def _find_replacement_of(left: Assignment) -> Replacement | None:
    return db.session.scalar(select(Replacement).filter_by(assignment_id=left.id))


def _tell_organisers(purpose: str, subject: str, left: Assignment) -> None:
    for organiser in accounts.list_organisers():
        if organiser.id != left.judge_id:
            whose = f"{subject}.{organiser.public_id}"
            mail.queue_letter(purpose, subject=whose, to=organiser.email, again=True)
