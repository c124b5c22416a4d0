"""Step back from an entry with a reason, or hand it back without one; either way somebody else is asked."""

from app.accounts.models import User
from app.errors import Conflict, Missing, Refused
from app.judging import queries, service
from app.judging.interests.bars import list_barred_from
from app.judging.interests.rules import Leaving
from app.judging.interests.settling import hold_categories, hold_work_of, list_open, take_over, tell_sheet_is_aside
from app.judging.models import Assignment, Recusal
from app.judging.queries.panels import is_panel_open
from app.judging.rules import AssignmentState, RecusalReason
from app.web.engine import lock

NOT_BEGUN = frozenset({AssignmentState.ASKED, AssignmentState.ACKNOWLEDGED})


def recuse(assignment: Assignment, *, reason: RecusalReason, words: str = "", by: User) -> Recusal:
    """Let a judge step back from an entry for good; what they wrote stops counting, also what they submitted."""
    hold_categories({assignment.entry.category_id})
    held = lock(assignment)
    was_submitted = held.is_submitted
    recusal = service.recuse(held, reason=reason, words=words, by=by)
    if was_submitted:
        tell_sheet_is_aside(held)
    take_over(held, Leaving.RECUSED, by=by)
    return recusal


def hand_back(assignment: Assignment, *, by: User) -> Recusal:
    """Let a judge give an entry back without a word, as long as it is not submitted."""
    hold_categories({assignment.entry.category_id})
    held = lock(assignment)
    if held.is_submitted:
        raise Conflict("You have submitted your scores. If you found out about a tie, step back and say which.")
    recusal = service.recuse(held, reason=RecusalReason.HANDED_BACK, by=by)
    take_over(held, Leaving.HANDED_BACK, by=by)
    return recusal


def hand_back_unbegun(*, by: User) -> int:
    """Give back every entry a judge has not begun, and return how many."""
    hold_work_of(by)
    unbegun = list_unbegun(by)
    if not unbegun:
        raise Refused("There is nothing left that you have not begun.")
    for assignment in unbegun:
        hand_back(assignment, by=by)
    return len(unbegun)


def get_own(judge: User, public_id: str) -> Assignment:
    """Return what a judge was asked to score and may, also before judging opens; anything else is missing."""
    for work in queries.list_own_entries(judge):
        for row in work.entries:
            if row.entry.public_id == public_id:
                return row.assignment
    raise Missing


def list_unbegun(judge: User) -> list[Assignment]:
    """List the entries a judge has not begun and can still give back."""
    barred = list_barred_from(judge)
    return [
        row
        for row in list_open(judge)
        if row.state in NOT_BEGUN and row.entry_id not in barred and is_panel_open(row.entry.category)
    ]
