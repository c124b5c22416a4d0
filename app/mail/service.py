"""Queue letters beside their cause, and move them along as they are sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Insert, and_, bindparam, func, insert, literal, or_, select, update
from sqlalchemy.orm import aliased

from app import clock
from app.errors import Conflict
from app.extensions import db, queue, table_of
from app.mail.letters import PACED
from app.mail.models import Letter
from app.mail.rules import AGAIN, GIVE_UP_AFTER, LEASE, LONGEST_WAIT, PACES, WAITING, State, wait_after
from app.web.actions import after_commit
from app.web.engine import run
from app.web.links import keyed_hash, new_public_id


@dataclass(frozen=True)
class Claimed:
    """A letter in the hands of one sender until its lease runs out."""

    id: int
    purpose: str
    subject: str
    message_id: str
    tries: int
    created_at: datetime
    lease_until: datetime


def _new_letter() -> Insert:
    """Build the insert of a letter that is not there yet."""
    letter = table_of(Letter).c
    names = ("purpose", "subject", "recipient", "message_id")
    given = {name: bindparam(name, type_=letter[name].type) for name in names}
    now = bindparam("now", type_=letter.created_at.type)
    queued = literal(State.QUEUED, letter.state.type)
    known = select(letter.id).where(*(letter[name] == given[name] for name in names[:3]))
    values = {**given, "state": queued, "tries": literal(0), "created_at": now, "due_at": now}
    return insert(table_of(Letter)).from_select(list(values), select(*values.values()).where(~known.exists()))


NEW_LETTER = _new_letter().execution_options(preserve_rowcount=True)


def queue_letter(purpose: str, *, subject: str, to: str, again: bool = False) -> bool:
    """Queue a letter in the running transaction and tell whether it is a new one.

    The same letter is queued once; `again` sends it once more.
    """
    values = {"purpose": purpose, "subject": subject, "recipient": keyed_hash("recipient", to.strip().lower())}
    now = clock.now()
    is_new = bool(run(NEW_LETTER, {**values, "message_id": _new_message_id(), "now": now}).rowcount)
    if not is_new and again:
        known = select(Letter.id).filter_by(**values)
        retry(db.session.scalars(known).one())
    after_commit(queue.wake)
    return is_new


def cancel_letters(purpose: str, *, subject: str) -> None:
    """Cancel what is still waiting for this purpose and subject, because a later decision overtook it."""
    db.session.execute(
        update(Letter)
        .where(Letter.purpose == purpose, Letter.subject == subject, Letter.state.in_(WAITING))
        .values(state=State.CANCELLED, reason="overtaken by a later decision")
    )


def claim_next() -> Claimed | None:
    """Take the letter that is due longest, or whose sender died, under a lease of a minute."""
    now = clock.now()
    due = or_(
        (Letter.state == State.QUEUED) & (Letter.due_at <= now) & _may_go_now(now),
        (Letter.state == State.SENDING) & (Letter.lease_until <= now),
    )
    columns = (Letter.id, Letter.purpose, Letter.subject, Letter.message_id, Letter.tries, Letter.created_at)
    chosen = select(*columns).where(due).order_by(Letter.due_at, Letter.id).limit(1)
    row = db.session.execute(chosen.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    taken = update(Letter).where(Letter.id == row.id).values(state=State.SENDING, lease_until=now + LEASE)
    db.session.execute(taken)
    return Claimed(*row, lease_until=now + LEASE)


def _may_go_now(now: datetime) -> ColumnElement[bool]:
    """Hold a paced letter back while its address has had its share."""
    earlier = aliased(Letter)
    shares = [
        select(func.count(earlier.id))
        .where(earlier.recipient == Letter.recipient, earlier.sent_at > now - within, earlier.purpose.in_(PACED))
        .scalar_subquery()
        < most
        for within, most in PACES
    ]
    return or_(Letter.purpose.not_in(PACED), and_(*shares))


def mark_sent(letter: Claimed) -> None:
    """Note that the server took the letter."""
    _settle(letter, State.SENT, sent_at=clock.now())


def mark_cancelled(letter: Claimed) -> None:
    """Note that the letter was no longer due when its turn came."""
    _settle(letter, State.CANCELLED, reason="no longer due")


def mark_refused(letter: Claimed, reason: str) -> None:
    """Note that the server refused the letter for good."""
    _settle(letter, State.REFUSED, reason=reason)


def mark_failed(letter: Claimed, reason: str, *, longest: timedelta = LONGEST_WAIT) -> None:
    """Put the letter back for a later try, or set it aside as stuck after three days."""
    now = clock.now()
    tries = letter.tries + 1
    state = State.STUCK if now - letter.created_at >= GIVE_UP_AFTER else State.QUEUED
    _settle(letter, state, tries=tries, due_at=now + min(wait_after(tries), longest), reason=reason)


def send_again(letter: Letter) -> None:
    """Queue a letter once more that was set aside."""
    if letter.state not in AGAIN:
        raise Conflict("This letter has been sent or waits for its turn already.")
    retry(letter.id)
    after_commit(queue.wake)


def retry(letter_id: int) -> None:
    """Queue a letter again, now, with a fresh identity for the mail servers on its way."""
    now = clock.now()
    db.session.execute(
        update(Letter)
        .where(Letter.id == letter_id, Letter.state != State.SENDING)
        .values(
            state=State.QUEUED,
            due_at=now,
            created_at=now,
            tries=0,
            reason=None,
            message_id=_new_message_id(),
        )
    )


def _new_message_id() -> str:
    return f"{new_public_id()}{new_public_id()}"


def _settle(letter: Claimed, state: State, *, reason: str | None = None, **columns: int | datetime) -> None:
    """Change a letter only while this sender still holds its lease."""
    db.session.execute(
        update(Letter)
        .where(Letter.id == letter.id, Letter.state == State.SENDING, Letter.lease_until == letter.lease_until)
        .values(state=state, lease_until=None, reason=reason, **columns)
    )
