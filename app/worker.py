"""What the worker does: each room's jobs, and the time slots that share them out among several workers."""

from app import clock
from app.accounts import worker as accounts
from app.audit import worker as audit
from app.companies import worker as companies
from app.desk.opening import keeping as drafts
from app.errors import Conflict, Unavailable
from app.extensions import queue
from app.judging import worker as judging
from app.judging.interests import keeping as old_ties
from app.judging.interests import worker as ties
from app.listening import retention as listening_retention
from app.listening import worker as listening
from app.listening.digests import sending as digests
from app.listening.funnel import nominations as funnel
from app.listening.teaching import nights
from app.mail import worker as mail
from app.nominations import signals
from app.nominations import worker as nominations
from app.web import slots, sweeping
from app.web.actions import act
from app.web.queue import Job


def register() -> None:
    """List the jobs of every room."""
    queue.jobs[:] = [
        Job("letters", mail.deliver_due, every=1, on_wake=True),
        Job("audit head", audit.note_head, every=1),
        Job("letters with posts", digests.queue_all_due, every=1),
        Job("letters with the head", accounts.send_heads, every=10),
        Job("names of companies", companies.note_all, every=10),
        Job("networks", listening.read_due, every=1),
        Job("posts checked", listening.check_due, every=60),
        Job("nominations heard of", funnel.note_nominations, every=5),
        Job("posts looked at anew", listening.rescore_at_night, every=1440),
        Job("snoozed posts", listening.keep_queue, every=1),
        Job("posts kept", listening_retention.keep_no_longer, every=720),
        Job("verdicts learnt", nights.learn_at_night, every=60),
        Job("posts in order", nights.keep_order, every=1),
        Job("posts drawn", nights.draw_some, every=10),
        Job("ties", ties.settle_late, every=5),
        Job("journal", sweeping.empty_journal, every=10),
        Job("seasons announced", judging.announce_due, every=1),
        Job("judges reminded", judging.remind_due, every=60),
        Job("late holds", signals.hold_late, every=5),
        Job("ties kept", old_ties.keep_no_longer, every=720),
        Job("season drafts", drafts.keep_no_longer, every=720),
        Job("retention", nominations.keep_no_longer, every=360),
    ]


def take_turn(job: Job) -> bool:
    """Take a job's present time slot; False when it is taken or the database is away."""
    slot = int(clock.now().timestamp()) // 60
    if slot % job.every:
        return False
    try:
        act(slots.take, job.name, slot)
    except (Conflict, Unavailable):
        return False
    return True
