"""Forget whom letters were for, once what they were about is erased."""

from collections.abc import Iterable

from sqlalchemy import case, update

from app.extensions import db
from app.mail.models import Letter
from app.mail.rules import WAITING, State


def forget_letters(subjects: Iterable[str]) -> None:
    """Cancel what still waits about these subjects, and take recipient and the server's words from every letter.

    The letter's own random identity takes the recipient's place, so that rows stay apart.
    """
    is_waiting = Letter.state.in_(WAITING)
    db.session.execute(
        update(Letter)
        .where(Letter.subject.in_(list(subjects)))
        .values(
            recipient=Letter.message_id,
            lane=None,
            reason="erased",
            state=case((is_waiting, State.CANCELLED.value), else_=Letter.state),
            lease_until=None,
        )
    )
