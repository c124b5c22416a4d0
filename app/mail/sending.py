"""Take the letters in hand that are due, one at a time, and note what became of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, func, insert, literal, select, update
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db, table_of
from app.mail.letters import JOINED, PACED
from app.mail.models import Letter, LetterAttempt, LetterSending
from app.mail.pace import put_off
from app.mail.rules import GIVE_UP_AFTER, LEASE, LONGEST_WAIT, LONGEST_WAIT_IN_OUTAGE, WAITING, State, wait_after

CLAIM_LOCK = 7_266_801


@dataclass(frozen=True)
class Claimed:
    """A letter in the hands of one sender until its lease runs out; `joined` are the subjects that travel in it."""

    id: int
    purpose: str
    subject: str
    recipient: str
    message_id: str
    tries: int
    created_at: datetime
    lease_until: datetime
    joined: tuple[str, ...] = ()

    @property
    def subject_ids(self) -> list[str]:
        """Return what the composer is called with."""
        return [subject.partition(":")[2] for subject in (self.subject, *self.joined)]


def claim_next() -> Claimed | None:
    """Take the letter whose sender died, or the one that is due longest, under a lease of a minute.

    What has to wait its turn is moved to the moment when it comes, so it is looked at once and not at each claim.
    """
    _one_claim_at_a_time()
    now = clock.now()
    while (letter := _find_left_behind(now) or _find_due(now)) is not None:
        is_first = letter.state is State.QUEUED
        if is_first and letter.purpose in PACED and put_off(letter, now):
            continue
        if is_first and not letter.tries and letter.purpose in JOINED:
            _join(letter, now)
        return _lease(letter, now + LEASE)
    return None


def _one_claim_at_a_time() -> None:
    """Put claims in order: on SQLite the write lock does it."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(CLAIM_LOCK)))


def _find_left_behind(now: datetime) -> Letter | None:
    lost = select(Letter).where(Letter.state == State.SENDING, Letter.lease_until <= now).limit(1)
    return db.session.scalar(lost.with_for_update(skip_locked=True))


def _find_due(now: datetime) -> Letter | None:
    leader = aliased(Letter)
    travels = select(leader.id).where(leader.id == Letter.joined_into_id, leader.state.in_(WAITING)).exists()
    due = select(Letter).where(Letter.state == State.QUEUED, Letter.due_at <= now, ~travels)
    chosen = due.order_by(Letter.due_at, Letter.id).limit(1)
    return db.session.scalar(chosen.with_for_update(skip_locked=True).execution_options(populate_existing=True))


def _join(letter: Letter, now: datetime) -> None:
    """Let what else waits for this address travel in this letter; never in one that may have gone out already."""
    letter.joined_into_id = None
    db.session.flush()
    others = (Letter.purpose == letter.purpose) & (Letter.recipient == letter.recipient) & (Letter.id != letter.id)
    waiting = others & (Letter.state == State.QUEUED) & (Letter.created_at <= now)
    db.session.execute(update(Letter).where(waiting).values(joined_into_id=letter.id))


def _lease(letter: Letter, until: datetime) -> Claimed:
    letter.state, letter.lease_until = State.SENDING, until
    db.session.flush()
    inside = select(Letter.subject).where(Letter.joined_into_id == letter.id, Letter.state == State.QUEUED)
    kept = (letter.id, letter.purpose, letter.subject, letter.recipient, letter.message_id, letter.tries)
    joined = tuple(db.session.scalars(inside.order_by(Letter.id)))
    return Claimed(*kept, letter.created_at, lease_until=until, joined=joined)


def mark_sent(letter: Claimed) -> None:
    """Note that the server took the letter, and with it those that travelled in it."""
    now = clock.now()
    _count_sending(letter, now)
    if _settle(letter, State.SENT, sent_at=now) and letter.joined:
        inside = (Letter.joined_into_id == letter.id) & (Letter.state == State.QUEUED)
        inside &= Letter.subject.in_(letter.joined)
        db.session.execute(update(Letter).where(inside).values(state=State.SENT, sent_at=now, reason=None))


def _count_sending(letter: Claimed, now: datetime) -> None:
    """Keep that the letter left, whatever was done to its row meanwhile, so that every pace counts it."""
    names = ("letter_id", "purpose", "recipient", "lane", "sent_at")
    at = literal(now, table_of(LetterSending).c.sent_at.type)
    left = select(Letter.id, Letter.purpose, Letter.recipient, Letter.lane, at).where(Letter.id == letter.id)
    db.session.execute(insert(table_of(LetterSending)).from_select(names, left))


def mark_cancelled(letter: Claimed, reason: str = "no longer due") -> None:
    """Note that the letter was no longer due when its turn came."""
    _settle(letter, State.CANCELLED, reason=reason)


def mark_refused(letter: Claimed, reason: str) -> None:
    """Note that the server refused the letter for good."""
    _settle(letter, State.REFUSED, reason=reason)


def mark_failed(letter: Claimed, reason: str, *, longest: timedelta = LONGEST_WAIT) -> None:
    """Put the letter back for a later try, or set it aside as stuck after three days."""
    now = clock.now()
    tries = letter.tries + 1
    state = State.STUCK if now - letter.created_at >= GIVE_UP_AFTER else State.QUEUED
    _settle(letter, state, tries=tries, due_at=now + min(wait_after(tries), longest), reason=reason)


def hasten(letters: list[Claimed]) -> None:
    """Try letters again soon that were put off because of the server and not because of themselves."""
    soon = clock.now() + LONGEST_WAIT_IN_OUTAGE
    late = Letter.id.in_([each.id for each in letters]) & (Letter.state == State.QUEUED) & (Letter.due_at > soon)
    db.session.execute(update(Letter).where(late).values(due_at=soon))


def _settle(letter: Claimed, state: State, *, reason: str | None = None, **columns: int | datetime) -> bool:
    """Change a letter only while this sender still holds its lease; tell whether it did."""
    changed = db.session.execute(
        update(Letter)
        .where(Letter.id == letter.id, Letter.state == State.SENDING, Letter.lease_until == letter.lease_until)
        .values(state=state, lease_until=None, reason=reason, **columns)
    )
    attempt = {"letter_id": letter.id, "at": clock.now(), "state": state, "reason": reason}
    held = bool(cast(CursorResult[Any], changed).rowcount)
    if held:
        db.session.execute(insert(table_of(LetterAttempt)).values(attempt))
    return held
