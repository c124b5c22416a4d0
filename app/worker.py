"""What the worker does: each room's jobs, and the time slots that share them out among several workers."""

from sqlalchemy import delete, insert

from app import clock
from app.audit import worker as audit
from app.errors import Conflict, Unavailable
from app.extensions import db, queue
from app.mail import worker as mail
from app.mail.models import TimeSlot
from app.web.actions import act
from app.web.queue import Job

KEPT_SLOTS = 10


def register() -> None:
    """List the jobs of every room."""
    queue.jobs[:] = [
        Job("letters", mail.deliver_due, every=1, on_wake=True),
        Job("audit head", audit.note_head, every=1),
    ]


def take_turn(job: Job) -> bool:
    """Take a job's present time slot; False when it is taken or the database is away."""
    slot = int(clock.now().timestamp()) // 60
    if slot % job.every:
        return False
    try:
        act(_insert_slot, job.name, slot)
    except (Conflict, Unavailable):
        return False
    return True


def _insert_slot(task: str, slot: int) -> None:
    db.session.execute(insert(TimeSlot).values(task=task, slot=slot))
    db.session.execute(delete(TimeSlot).where(TimeSlot.task == task, TimeSlot.slot < slot - KEPT_SLOTS))
