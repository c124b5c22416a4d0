"""Assignments and scorecards for `judging.py`: five judges an entry, a third submitted, a third begun."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.judging.models import Assignment, Criterion, Mark, Rubric, Scorecard
from app.judging.rules import FIRST_ROUND, AssignmentState, ScorecardState
from app.nominations.models import Entry

WANTED = 5
BEGUN = 2
KINDS = (AssignmentState.SUBMITTED, AssignmentState.STARTED, AssignmentState.ACKNOWLEDGED)


def ask_everybody(judges: list[User], rubric: Rubric) -> None:
    """Hand every entry to five judges in turn, and let each judge be a third through."""
    entries = db.session.scalars(select(Entry.id).order_by(Entry.id)).all()
    rows = [
        asked(judges[(place * WANTED + number) % len(judges)].id, entry, rubric, KINDS[place % len(KINDS)])
        for place, entry in enumerate(entries)
        for number in range(WANTED)
    ]
    db.session.execute(insert(Assignment), rows)
    begun = [row for row in rows if row["state"] is not AssignmentState.ACKNOWLEDGED]
    db.session.execute(insert(Scorecard), [card_of(row) for row in begun])
    db.session.execute(insert(Mark), marks(rubric))
    is_in = select(Assignment.id).where(
        Assignment.judge_id == Scorecard.judge_id,
        Assignment.entry_id == Scorecard.entry_id,
        Assignment.state == AssignmentState.SUBMITTED,
    )
    db.session.execute(update(Scorecard).where(is_in.exists()).values(state=ScorecardState.SUBMITTED))


def asked(judge_id: int, entry_id: int, rubric: Rubric, state: AssignmentState) -> dict[str, object]:
    """Make one assignment."""
    then = clock.now() - timedelta(days=2)
    return {
        "judge_id": judge_id,
        "entry_id": entry_id,
        "rubric_id": rubric.id,
        "round": FIRST_ROUND,
        "state": state,
        "assigned_at": then,
        "changed_at": then,
    }


def card_of(row: dict[str, object]) -> dict[str, object]:
    """Make the scorecard of an assignment that is under way, a draft for now."""
    own = {name: row[name] for name in ("judge_id", "entry_id", "round")}
    return {**own, "state": ScorecardState.DRAFT, "version": 1, "saved_at": row["changed_at"]}


def marks(rubric: Rubric) -> list[dict[str, object]]:
    """Answer every criterion of one card, and two of the next."""
    criteria = db.session.scalars(
        select(Criterion.id).filter_by(rubric_id=rubric.id).order_by(Criterion.position)
    ).all()
    cards = db.session.scalars(select(Scorecard.id).order_by(Scorecard.id)).all()
    return [
        {"scorecard_id": card, "criterion_id": criterion, "level": 1 + (card + number) % 5}
        for card in cards
        for number, criterion in enumerate(criteria)
        if card % 2 or number < BEGUN
    ]
