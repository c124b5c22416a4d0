"""Settle what came to bar a judge without anybody declaring it: a merge, another name, a nomination moderated."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.extensions import db, queue
from app.judging.interests.bars import list_barred_assignments
from app.judging.interests.settling import hold_work_of, settle
from app.judging.models import Assignment, Replacement
from app.judging.rules import AssignmentState
from app.programme import queries as programme
from app.programme.rules import Phase, phase_of
from app.web.actions import act

ACTOR = "ties"


def settle_late() -> int:
    """Release judges from what bars them by now and ask others, season by season; return how many judges it met."""
    done = 0
    for season in programme.list_seasons():
        if phase_of(season, clock.now()) is Phase.PUBLISHED:
            continue
        for judge_id in sorted(_list_unsettled(list_barred_assignments(season))):
            if queue.is_stopping:
                break
            act(_settle, judge_id)
            done += 1
    db.session.rollback()
    return done


def _list_unsettled(barred: dict[int, int]) -> set[int]:
    """List the judges with something barred on hand that nobody was told of yet."""
    told = select(Replacement.assignment_id)
    query = select(Assignment.judge_id).where(
        Assignment.id.in_(barred), (Assignment.state != AssignmentState.SUBMITTED) | Assignment.id.not_in(told)
    )
    return set(db.session.scalars(query)) if barred else set()


def _settle(judge_id: int) -> None:
    judge = db.session.get_one(User, judge_id)
    hold_work_of(judge)
    settle(judge, by=ACTOR)
