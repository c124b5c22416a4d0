"""Who judges what: ask, release, acknowledge, step back."""

from collections.abc import Iterable

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries
from app.judging.models import Assignment, Recusal, Rubric
from app.judging.rules import FIRST_ROUND, AssignmentState, RecusalReason, may_move
from app.judging.service.rubrics import freeze_rubric_for
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Category

Pair = tuple[User, Entry]


def change_panel(
    category: Category, *, add: Iterable[Pair] = (), drop: Iterable[Pair] = (), by: User
) -> list[Assignment]:
    """Ask judges to score entries and release others, with one letter to each judge who has something new."""
    queries.require_panel_open(category)
    barred = queries.list_bars(category)
    for judge, entry in drop:
        _release(judge, entry, by=by)
    rubric: Rubric | None = None
    asked = []
    for judge, entry in add:
        if (judge.id, entry.id) in barred:
            raise Refused(f"{judge.name or judge.email} cannot judge {entry.title}: {barred[judge.id, entry.id]}.")
        rubric = rubric or freeze_rubric_for(category, by=by)
        asked += _ask(judge, entry, rubric, by=by)
    for judge in {assignment.judge.id: assignment.judge for assignment in asked}.values():
        mail.queue_letter("judge_assigned", subject=f"judge:{judge.public_id}", to=judge.email, again=True)
    return asked


def _ask(judge: User, entry: Entry, rubric: Rubric, *, by: User) -> list[Assignment]:
    """Ask one judge for one entry; nothing happens when they were asked already."""
    now = clock.now()
    assignment = _find(judge, entry)
    if assignment is None:
        assignment = Assignment(judge=judge, entry=entry, rubric=rubric, round=FIRST_ROUND, assigned_at=now)
        db.session.add(assignment)
    elif not may_move(assignment.state, AssignmentState.ASKED):
        return []
    assignment.state = AssignmentState.ASKED
    assignment.changed_at = now
    db.session.flush()
    audit.record("judge assigned", about=assignment, by=by, judge=judge.public_id, entry=entry.public_id)
    return [assignment]


def _release(judge: User, entry: Entry, *, by: User) -> None:
    assignment = _find(judge, entry)
    if assignment is None or assignment.state is AssignmentState.RELEASED:
        return
    if not may_move(assignment.state, AssignmentState.RELEASED):
        raise Conflict(f"{judge.name or judge.email} has finished with {entry.title} and cannot be released from it.")
    _move(assignment, AssignmentState.RELEASED)
    audit.record("judge released", about=assignment, by=by, judge=judge.public_id, entry=entry.public_id)


def _find(judge: User, entry: Entry) -> Assignment | None:
    query = select(Assignment).filter_by(judge_id=judge.id, entry_id=entry.id, round=FIRST_ROUND)
    return db.session.scalar(query.with_for_update(of=Assignment))


def _move(assignment: Assignment, state: AssignmentState) -> None:
    assignment.state = state
    assignment.changed_at = clock.now()


def acknowledge(*, by: User) -> int:
    """Note that a judge has seen every entry they were asked for; return how many were new."""
    asked = list(db.session.scalars(select(Assignment).filter_by(judge_id=by.id, state=AssignmentState.ASKED)))
    for assignment in asked:
        _move(assignment, AssignmentState.ACKNOWLEDGED)
        audit.record("assignment acknowledged", about=assignment, by=by)
    return len(asked)


def recuse(assignment: Assignment, *, reason: RecusalReason, words: str = "", by: User) -> Recusal:
    """Let a judge step back from an entry for good; what they wrote stops counting."""
    queries.require_panel_open(assignment.entry.category)
    if not may_move(assignment.state, AssignmentState.RECUSED):
        raise Conflict("You have stepped back from this entry already.")
    _move(assignment, AssignmentState.RECUSED)
    recusal = Recusal(judge_id=by.id, entry_id=assignment.entry_id, reason=reason, words=words, recused_at=clock.now())
    db.session.add(recusal)
    audit.record("judge recused", about=assignment, by=by, reason=reason)
    return recusal
