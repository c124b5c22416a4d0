"""The outbox as organisers look through it: what waits and why, one letter with its attempts, letters alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, func, select

from app import clock
from app.extensions import db
from app.mail.models import Letter, LetterAttempt
from app.mail.rules import AGAIN, State


@dataclass(frozen=True)
class Sieve:
    """Which letters of the outbox are wanted; an empty part lets all through."""

    state: State | None = None
    purpose: str = ""
    recipient: str = ""
    bundle: str = ""

    def conditions(self, *, but_state: bool = False) -> list[ColumnElement[bool]]:
        """Return what a wanted letter fulfils."""
        asked = {Letter.purpose: self.purpose, Letter.recipient: self.recipient, Letter.bundle: self.bundle}
        wanted = [column == value for column, value in asked.items() if value]
        return wanted if but_state or self.state is None else [*wanted, Letter.state == self.state]


@dataclass(frozen=True)
class Alike:
    """Letters that were set aside for the same reason."""

    message_id: str
    state: State
    reason: str
    letters: int


def list_wanted(sieve: Sieve, *, before: int | None = None, limit: int = 50) -> list[Letter]:
    """List the wanted letters, newest first, from below an id."""
    statement = select(Letter).where(*sieve.conditions())
    if before is not None:
        statement = statement.where(Letter.id < before)
    return list(db.session.scalars(statement.order_by(Letter.id.desc()).limit(limit)))


def list_purposes() -> list[str]:
    """List the purposes of the letters that are there."""
    return list(db.session.scalars(select(Letter.purpose).distinct().order_by(Letter.purpose)))


def list_attempts(letter: Letter) -> list[LetterAttempt]:
    """List what became of a letter each time its turn came, newest first."""
    own = select(LetterAttempt).filter_by(letter_id=letter.id).order_by(LetterAttempt.id.desc())
    return list(db.session.scalars(own))


def count_sent_within(hours: int) -> int:
    """Count the letters that left within the last hours."""
    since = clock.now() - timedelta(hours=hours)
    sent = select(func.count()).select_from(Letter).where(Letter.state == State.SENT, Letter.sent_at >= since)
    return db.session.scalar(sent) or 0


def list_alike() -> list[Alike]:
    """List why letters were set aside, the commonest reason first."""
    number = func.count().label("letters")
    rows = (
        select(func.min(Letter.message_id), Letter.state, Letter.reason, number)
        .where(Letter.state.in_(AGAIN))
        .group_by(Letter.state, Letter.reason)
        .order_by(number.desc(), Letter.reason)
    )
    return [Alike(name, state, reason or "", count) for name, state, reason, count in db.session.execute(rows)]


def list_ids_alike(letter: Letter) -> Sequence[int]:
    """List the letters that were set aside for the same reason as this one."""
    return db.session.scalars(_alike(letter)).all()


def _alike(letter: Letter) -> Select[int]:
    return select(Letter.id).where(Letter.state == letter.state, Letter.reason.is_not_distinct_from(letter.reason))
