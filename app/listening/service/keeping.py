"""Forget accounts of reading that nobody needs any more, a batch at a time."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select

from app.audit import service as audit
from app.extensions import Base, db
from app.listening.models import Quarantine, ReadingDay, ReadSpend
from app.listening.service.wiping import WORKER

BATCH = 500


def forget_quarantine(noticed_before: datetime) -> int:
    """Forget posts that were set aside."""
    return forget(Quarantine, Quarantine.noticed_at < noticed_before, what="quarantine")


def forget_days(before: date) -> int:
    """Forget what reading came to on days long past."""
    return forget(ReadingDay, ReadingDay.read_on < before, what="reading days")


def forget_spends(before: date) -> int:
    """Forget what requests did cost long ago; one that was never settled stays."""
    old = (ReadSpend.spent_on < before) & ReadSpend.settled.is_not(None)
    return forget(ReadSpend, old, what="reading costs")


def forget(table: type[Base], is_old: ColumnElement[bool], *, what: str) -> int:
    """Delete one batch of old rows and return how many went."""
    key = table.__table__.c.id
    oldest = select(key).where(is_old).order_by(key).limit(BATCH)
    gone = len(db.session.execute(delete(table).where(key.in_(oldest)).returning(key)).all())
    if gone:
        audit.record(f"{what} forgotten", about="source", by=WORKER, count=gone)
    return gone
