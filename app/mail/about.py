"""Letters by what they are about: list them for whoever they were for, and forget them once that is erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, or_, select, update

from app.extensions import db
from app.mail.models import Letter, LetterAttempt, LetterSending
from app.mail.rules import ATTEMPTS_LIFE, LONGEST_PACE, WAITING, State


def list_letters_about(subjects: Iterable[str]) -> list[Letter]:
    """List the letters about these subjects, oldest first."""
    return list(db.session.scalars(select(Letter).where(_are_about(subjects)).order_by(Letter.id)))


def _are_about(subjects: Iterable[str]) -> ColumnElement[bool]:
    """Find letters filed under subjects; what follows a stroke tells which of the letters to many it is."""
    named = list(subjects)
    return or_(Letter.subject.in_(named), *(Letter.subject.startswith(f"{each}/", autoescape=True) for each in named))


def forget_letters(subjects: Iterable[str]) -> None:
    """Cancel what still waits about these subjects, and take recipient and the server's words from every letter.

    The letter's own random identity takes the recipient's place, so that rows stay apart.
    """
    about = _are_about(subjects)
    for kind in (LetterSending, LetterAttempt):
        gone = kind.letter_id.in_(select(Letter.id).where(about))
        db.session.execute(delete(kind).where(gone).execution_options(synchronize_session=False))
    is_waiting = Letter.state.in_(WAITING)
    db.session.execute(
        update(Letter)
        .where(about)
        .values(
            recipient=Letter.message_id,
            lane=None,
            reason="erased",
            state=case((is_waiting, State.CANCELLED.value), else_=Letter.state),
            lease_until=None,
        )
    )


def forget_old_letters(kinds: Iterable[str], before: datetime) -> int:
    """Take recipients from letters of these kinds of subject that are older than the pace ever asks for."""
    about = or_(*(Letter.subject.startswith(f"{kind}:", autoescape=True) for kind in kinds))
    old = about & (Letter.created_at < before) & (Letter.recipient != Letter.message_id) & Letter.state.not_in(WAITING)
    gone: int = db.session.execute(update(Letter).where(old).values(recipient=Letter.message_id, lane=None)).rowcount  # type: ignore[attr-defined]
    return gone


def forget_attempts(now: datetime) -> int:
    """Forget what mail servers answered once nobody asks for it any more."""
    old = delete(LetterAttempt).where(LetterAttempt.at <= now - ATTEMPTS_LIFE)
    gone: int = db.session.execute(old.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
    return gone


def forget_sendings(now: datetime) -> int:
    """Forget the sendings that no pace asks for any more."""
    old = delete(LetterSending).where(LetterSending.sent_at <= now - LONGEST_PACE)
    gone: int = db.session.execute(old.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
    return gone
