"""What curators ask of the nominations."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import UNDECIDED, State

PAGE = 20


DECIDED = 50


def list_waiting(state: State | None = None, *, after: tuple[datetime, int] | None = None) -> list[Nomination]:
    """List nominations for curators, the longest waiting first, a page at a time."""
    states = [state] if state else list(UNDECIDED)
    statement = (
        select(Nomination)
        .where(Nomination.state.in_(states), Nomination.confirmed_at.is_not(None))
        .options(joinedload(Nomination.category))
        .order_by(Nomination.confirmed_at, Nomination.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        moment, last = after
        later = (Nomination.confirmed_at > moment) | ((Nomination.confirmed_at == moment) & (Nomination.id > last))
        statement = statement.where(later)
    return list(db.session.scalars(statement))


def list_decided() -> list[Nomination]:
    """List what curators decided last, the newest first."""
    statement = select(Nomination).where(Nomination.decided_at.is_not(None))
    newest = statement.order_by(Nomination.decided_at.desc(), Nomination.id.desc()).limit(DECIDED)
    return list(db.session.scalars(newest.options(joinedload(Nomination.category))))


def count_waiting() -> int:
    """Count the nominations a curator has not decided yet."""
    return db.session.scalar(select(func.count(Nomination.id)).where(Nomination.state.in_(UNDECIDED))) or 0
