"""Ask a nominator something before deciding."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Nomination, NominationQuestion
from app.nominations.rules import State
from app.nominations.service.taking import Read, is_repeated, note_hold, sign, take


def ask(nomination: Nomination, *, question: str, read: Read | None = None, by: User) -> Nomination:
    """Send the nominator a question; the nomination waits for the answer."""
    if is_repeated(nomination, then=State.ASKED, by=by) and _last_question(nomination) == question:
        return nomination
    take(nomination, then=State.ASKED, read=read)
    address = nomination.written.email
    if not address:
        raise Refused("This nominator left no address, so the question cannot be sent.", field="question")
    if not question:
        raise Refused("Enter what you want to know.", field="question")
    row = NominationQuestion(nomination_id=nomination.id, question=question, asked_by_id=by.id, asked_at=clock.now())
    db.session.add(row)
    note_hold(nomination)
    nomination.state = State.ASKED
    sign(nomination, by=by)
    db.session.flush()
    mail.queue_letter("nomination_asked", subject=f"nomination:{nomination.reference}", to=address, again=True)
    audit.record("nominator asked", about=nomination, by=by)
    return nomination


def _last_question(nomination: Nomination) -> str | None:
    asked = select(NominationQuestion.question).where(NominationQuestion.nomination_id == nomination.id)
    return db.session.scalar(asked.order_by(NominationQuestion.id.desc()).limit(1))
