"""Turns of periodic work, taken by whichever process inserts them first, and the write that proves readiness."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from app import clock
from app.extensions import Base, db

KEPT = 10
PROBE = "readiness"


class TimeSlot(Base):
    """One turn of one task."""

    __tablename__ = "time_slot"

    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def take(task: str, slot: int) -> None:
    """Take a turn; the primary key refuses a second taker."""
    db.session.execute(insert(TimeSlot).values(task=task, slot=slot))
    db.session.execute(delete(TimeSlot).where(TimeSlot.task == task, TimeSlot.slot < slot - KEPT))


def prove_writing() -> None:
    """Write one row, so that a full disk or a read-only database is noticed."""
    now = int(clock.now().timestamp())
    if db.session.scalar(select(TimeSlot.slot).filter_by(task=PROBE)) is None:
        db.session.execute(insert(TimeSlot).values(task=PROBE, slot=now))
    else:
        db.session.execute(update(TimeSlot).where(TimeSlot.task == PROBE).values(slot=now))
