"""Ties for tests: declared, found, and who is asked when somebody leaves."""

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.judging.interests import declaring
from app.judging.interests.declaring import Told
from app.judging.interests.rules import InterestKind
from app.judging.models import Assignment, Interest
from app.judging.rules import OPEN_TO_THE_JUDGE
from app.nominations.models import Entry
from app.web.actions import act


def declare(judge: User, words: str, kind: str = "employer", by: User | None = None, **told) -> Interest:
    """Declare a tie as the page does, without choosing a company."""
    row, _ = act(declaring.declare, judge, told=Told(InterestKind(kind), words, **told), by=by or judge)
    return row


def asked_for(entry: Entry) -> set[int]:
    """Number the judges who have an entry now."""
    db.session.rollback()
    query = select(Assignment.judge_id).where(Assignment.entry_id == entry.id)
    return set(db.session.scalars(query.where(Assignment.state.in_(OPEN_TO_THE_JUDGE))))
