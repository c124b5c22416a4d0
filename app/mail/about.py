"""Letters by what they are about: list them for whoever they were for, and forget them once that is erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, delete, or_, select, update

from app.extensions import db
from app.mail.models import Letter, LetterSending
from app.mail.rules import LONGEST_PACE, WAITING, State


def list_letters_about(subjects: Iterable[str]) -> list[Letter]:
    """List the letters about these subjects, oldest first."""
    return list(db.session.scalars(select(Letter).where(Letter.subject.in_(list(subjects))).order_by(Letter.id)))


def forget_letters(subjects: Iterable[str]) -> None:
    """Cancel what still waits about these subjects, and take recipient and the server's words from every letter.

    The letter's own random identity takes the recipient's place, so that rows stay apart.
    """
    about = Letter.subject.in_(list(subjects))
    gone = LetterSending.letter_id.in_(select(Letter.id).where(about))
    db.session.execute(delete(LetterSending).where(gone).execution_options(synchronize_session=False))
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


def forget_sendings(now: datetime) -> int:
    """Forget the sendings that no pace asks for any more."""
    old = delete(LetterSending).where(LetterSending.sent_at <= now - LONGEST_PACE)
    gone: int = db.session.execute(old.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
    return gone
