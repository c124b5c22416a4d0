"""Read the outbox."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from app.errors import Missing
from app.extensions import db
from app.mail.models import Letter, MailRefusal
from app.mail.rules import WAITING, State


def count_letters(*those: ColumnElement[bool]) -> dict[State, int]:
    """Count the letters in each state, or only those that fulfil conditions; a state without letters counts 0."""
    counts = dict.fromkeys(State, 0)
    for state, number in db.session.execute(select(Letter.state, func.count()).where(*those).group_by(Letter.state)):
        counts[state] = number
    return counts


def get_letter(message_id: str) -> Letter:
    """Return one letter by the identity it travels under."""
    letter = db.session.scalar(select(Letter).filter_by(message_id=message_id))
    if letter is None:
        raise Missing
    return letter


def list_purposes(subject: str) -> list[str]:
    """List the purposes of the letters about one subject."""
    return list(db.session.scalars(select(Letter.purpose).filter_by(subject=subject).distinct()))


def find_oldest_waiting() -> datetime | None:
    """Find since when the oldest letter waits that has not gone out yet."""
    return db.session.scalar(select(func.min(Letter.created_at)).where(Letter.state.in_(WAITING)))


def is_news_refused(recipient: str) -> bool:
    """Tell whether the address behind this hash wants no news."""
    return db.session.scalar(select(MailRefusal.recipient).filter_by(recipient=recipient)) is not None
