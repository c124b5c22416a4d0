"""Turns of periodic work, taken by whichever process inserts them first, and the write that proves readiness."""

from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from app import clock
from app.extensions import Base, db

KEPT = 10
MINUTE = 60
PROBE = "readiness"
BACKUP = "backup"


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


def note_backup(at: datetime) -> None:
    """Note when the newest backup was made."""
    db.session.execute(delete(TimeSlot).where(TimeSlot.task == BACKUP))
    db.session.execute(insert(TimeSlot).values(task=BACKUP, slot=int(at.timestamp()) // MINUTE))


def find_last_backup() -> datetime | None:
    """Find the minute in which the newest backup was made; None when there never was one."""
    return list_last_turns(BACKUP).get(BACKUP)


def list_last_turns(*tasks: str) -> dict[str, datetime]:
    """List when each of these tasks was last begun by any worker, to the minute."""
    newest = select(TimeSlot.task, func.max(TimeSlot.slot)).where(TimeSlot.task.in_(tasks)).group_by(TimeSlot.task)
    return {task: datetime.fromtimestamp(slot * MINUTE, UTC) for task, slot in db.session.execute(newest)}
