"""Take a decision back, so that a nomination stands as it stood before."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Nomination, NominationQuestion
from app.nominations.rules import State, require_move
from app.nominations.service.naming import forget_person
from app.nominations.service.taking import require_confirmed, require_last, sign, stamp_of
from app.web.engine import lock

LETTERS = {
    State.ACCEPTED: "nomination_decided",
    State.REJECTED: "nomination_decided",
    State.ASKED: "nomination_asked",
}


def undo_decision(nomination: Nomination, *, stamp: str | None = None, by: User) -> Nomination:
    """Put a nomination back where it was, a decided one until judging opens; a letter that still waits is not sent.

    `stamp` is the last thing a curator did, as the page showed it.
    """
    lock(nomination)
    require_confirmed(nomination)
    if _is_undone(nomination, stamp, by):
        return nomination
    require_last(nomination, stamp, by=by)
    require_move(nomination.state, State.SUBMITTED)
    if nomination.decided_at is not None and clock.now() >= nomination.season.judging_opens_at:
        raise Conflict("Judging has opened, so this decision stands.")
    was = nomination.state
    _stop_letters(nomination)
    forget_person(nomination)
    _put_back(nomination)
    sign(nomination, by=by)
    audit.record("decision undone", about=nomination, by=by, was=was)
    return nomination


def _is_undone(nomination: Nomination, stamp: str | None, by: User) -> bool:
    """Tell whether the same curator took it back already, so that sending twice does it once."""
    if nomination.moderated_by_id != by.id:
        return False
    has_gone_on = stamp is not None and stamp != stamp_of(nomination)
    return nomination.state is State.SUBMITTED or (nomination.state is State.HELD and has_gone_on)


def _put_back(nomination: Nomination) -> None:
    """Let it be held again with its note if it was, or else stand in the queue."""
    if nomination.state is not State.HELD and nomination.was_held:
        nomination.state = State.HELD
    else:
        nomination.state, nomination.was_held, nomination.held_note = State.SUBMITTED, False, None
    nomination.entry_id = nomination.reason = nomination.note = nomination.decided_at = None


def _stop_letters(nomination: Nomination) -> None:
    if nomination.state in LETTERS:
        mail.cancel_letters(LETTERS[nomination.state], subject=f"nomination:{nomination.reference}")
    if nomination.state is State.ASKED:
        _take_question_back(nomination)


def _take_question_back(nomination: Nomination) -> None:
    waiting = select(NominationQuestion).where(
        NominationQuestion.nomination_id == nomination.id, NominationQuestion.answered_at.is_(None)
    )
    for question in db.session.scalars(waiting):
        db.session.delete(question)
