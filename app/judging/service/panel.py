"""Who judges what: ask, release, acknowledge, step back."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries
from app.judging.assigning.members import hold_panel, require_seats
from app.judging.models import Assignment, Recusal, Rubric
from app.judging.rules import FIRST_ROUND, AssignmentState, RecusalReason, may_move
from app.judging.yardsticks.editing import freeze_rubric_for
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Category

Pair = tuple[User, Entry]
Known = dict[tuple[int, int], Assignment]
Actor = User | str


def change_panel(
    category: Category, *, add: Iterable[Pair] = (), drop: Iterable[Pair] = (), by: Actor
) -> list[Assignment]:
    """Ask judges to score entries and release others, with one letter to each judge who has something new."""
    queries.require_panel_open(category)
    hold_panel(category)
    added, dropped = list(add), list(drop)
    known = _find_all([*added, *dropped])
    _require_unbarred(category, added)
    for judge, entry in dropped:
        _release(known.get((judge.id, entry.id)), by=by)
    new = [pair for pair in added if _may_ask(known, pair)]
    if not new:
        return []
    require_seats(category, new)
    asked = _ask(new, known, freeze_rubric_for(category, by=by), by=by)
    for judge in {judge.id: judge for judge, _ in new}.values():
        mail.queue_letter("judge_assigned", subject=f"judge:{judge.public_id}", to=judge.email, again=True)
    return asked


def _may_ask(known: Known, pair: Pair) -> bool:
    """Tell whether a judge was not asked for an entry yet, or was released from it since."""
    assignment = known.get((pair[0].id, pair[1].id))
    return assignment is None or may_move(assignment.state, AssignmentState.ASKED)


def _require_unbarred(category: Category, pairs: list[Pair]) -> None:
    barred = queries.list_bars(category) if pairs else {}
    for judge, entry in pairs:
        if (judge.id, entry.id) in barred:
            raise Refused(f"{judge.name or judge.email} cannot judge {entry.title}: {barred[judge.id, entry.id]}.")


def _ask(pairs: list[Pair], known: Known, rubric: Rubric, *, by: Actor) -> list[Assignment]:
    """Ask each judge for the entry beside them, all in one go."""
    now = clock.now()
    new = [(judge, entry) for judge, entry in pairs if (judge.id, entry.id) not in known]
    if new:
        given = {"rubric_id": rubric.id, "round": FIRST_ROUND, "state": AssignmentState.ASKED, "assigned_at": now}
        rows = [{**given, "judge_id": judge.id, "entry_id": entry.id, "changed_at": now} for judge, entry in new]
        db.session.execute(insert(Assignment), rows)
        known = _find_all(pairs)
    asked = [known[judge.id, entry.id] for judge, entry in pairs]
    for each in asked:
        each.state, each.changed_at = AssignmentState.ASKED, now
        audit.record("judge assigned", about=each, by=by, judge=each.judge.public_id, entry=each.entry.public_id)
    return asked


def _release(assignment: Assignment | None, *, by: Actor) -> None:
    if assignment is None or assignment.state is AssignmentState.RELEASED:
        return
    judge, entry = assignment.judge, assignment.entry
    if not may_move(assignment.state, AssignmentState.RELEASED):
        raise Conflict(f"{judge.name or judge.email} has finished with {entry.title} and cannot be released from it.")
    _move(assignment, AssignmentState.RELEASED)
    audit.record("judge released", about=assignment, by=by, judge=judge.public_id, entry=entry.public_id)


def _find_all(pairs: Iterable[Pair]) -> Known:
    """Find what was ever asked of these judges for these entries, and hold it."""
    query = (
        select(Assignment)
        .where(Assignment.round == FIRST_ROUND)
        .where(Assignment.judge_id.in_({judge.id for judge, _ in pairs}))
        .where(Assignment.entry_id.in_({entry.id for _, entry in pairs}))
        .order_by(Assignment.id)
        .with_for_update(of=Assignment)
    )
    return {(row.judge_id, row.entry_id): row for row in db.session.scalars(query)}


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
    """Note that a judge leaves an entry for good; what they wrote stops counting. `interests.leaving` asks others."""
    queries.require_panel_open(assignment.entry.category)
    if not may_move(assignment.state, AssignmentState.RECUSED):
        raise Conflict("You have left this entry already.")
    _move(assignment, AssignmentState.RECUSED)
    recusal = Recusal(judge_id=by.id, entry_id=assignment.entry_id, reason=reason, words=words, recused_at=clock.now())
    db.session.add(recusal)
    db.session.flush()
    verb = "entry handed back" if reason is RecusalReason.HANDED_BACK else "judge recused"
    audit.record(verb, about=assignment, by=by, reason=reason)
    return recusal
