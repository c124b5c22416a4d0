"""Queue letters beside their cause, cancel and repeat them, and keep who wants no news."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Insert, bindparam, delete, insert, literal, select, update

from app import clock
from app.errors import Conflict
from app.extensions import db, queue, table_of
from app.mail.letters import PACED
from app.mail.models import Letter, MailRefusal
from app.mail.pace import lane_of
from app.mail.queries import is_news_refused
from app.mail.rules import AGAIN, STOPPABLE, WAITING, State
from app.web.actions import after_commit
from app.web.engine import run
from app.web.links import keyed_hash, new_public_id
from app.web.prepared import Prepared


def _new_letter() -> Insert:
    """Build the insert of a letter that is not there yet."""
    letter = table_of(Letter).c
    names = ("purpose", "subject", "recipient", "message_id", "lane")
    given = {name: bindparam(name, type_=letter[name].type) for name in names}
    now = bindparam("now", type_=letter.created_at.type)
    queued = literal(State.QUEUED, letter.state.type)
    known = select(letter.id).where(*(letter[name] == given[name] for name in names[:3]))
    values = {**given, "state": queued, "tries": literal(0), "created_at": now, "due_at": now}
    chosen = select(*values.values()).where(~known.exists())
    return insert(table_of(Letter)).from_select(list(values), chosen).returning(letter.id)


NEW_LETTER = Prepared(_new_letter())
NEW_LETTERS = insert(table_of(Letter)).values(state=State.QUEUED, tries=0)
STOPPED = "stopped by an organiser"


def queue_letter(purpose: str, *, subject: str, to: str, again: bool = False, is_slow: bool = False) -> bool:
    """Queue a letter in the running transaction and tell whether it is a new one.

    The same letter is queued once; `again` sends it once more. A slow one shares a pace with all slow ones,
    450 in three days: for what a machine may have caused.
    """
    values = {"purpose": purpose, "subject": subject, "recipient": recipient_of(to)}
    lane = lane_of(to, is_slow=is_slow) if purpose in PACED else None
    is_new = NEW_LETTER.run(**values, message_id=_new_message_id(), lane=lane, now=clock.now()) is not None
    if not is_new and again:
        known = select(Letter.id).filter_by(**values)
        retry(db.session.scalars(known).one())
    wake()
    return is_new


def queue_bundle(purpose: str, *, bundle: str, letters: Mapping[str, str]) -> None:
    """Queue one text for many in the running transaction: a letter for each address, by its subject."""
    now = clock.now()
    rows = [
        {
            "purpose": purpose,
            "subject": subject,
            "recipient": recipient_of(address),
            "lane": lane_of(address, is_slow=False) if purpose in PACED else None,
            "message_id": _new_message_id(),
            "bundle": bundle,
            **dict.fromkeys(("created_at", "due_at"), now),
        }
        for address, subject in letters.items()
    ]
    if rows:
        run(NEW_LETTERS, rows)
    wake()


def recipient_of(address: str) -> str:
    """Return the keyed hash that stands for an address in the outbox."""
    return keyed_hash("recipient", address.strip().lower())


def cancel_letters(purpose: str, *, subject: str) -> None:
    """Cancel what is still waiting for this purpose and subject, because a later decision overtook it."""
    db.session.execute(
        update(Letter)
        .where(Letter.purpose == purpose, Letter.subject == subject, Letter.state.in_(WAITING))
        .values(state=State.CANCELLED, reason="overtaken by a later decision")
    )


def cancel_letter(letter: Letter) -> None:
    """Stop one letter that has not gone out."""
    if letter.state not in STOPPABLE:
        raise Conflict("This letter has gone out, is on its way at this moment, or was stopped already.")
    _stop(Letter.id == letter.id)


def stop_bundle(bundle: str) -> int:
    """Stop what has not gone out of a letter to many, and return how many that were."""
    return _stop(Letter.bundle == bundle)


def _stop(those: ColumnElement[bool]) -> int:
    waiting = update(Letter).where(those, Letter.state.in_(STOPPABLE))
    stopped = waiting.values(state=State.CANCELLED, reason=STOPPED).execution_options(synchronize_session=False)
    number: int = db.session.execute(stopped).rowcount  # type: ignore[attr-defined]
    return number


def send_again(letter: Letter) -> None:
    """Queue a letter once more that was set aside."""
    if letter.state not in AGAIN:
        raise Conflict("This letter has been sent or waits for its turn already.")
    retry(letter.id)
    wake()


def wake() -> None:
    """Let the sender look once the running action is over."""
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
            joined_into_id=None,
        )
    )


def refuse_news(address: str) -> None:
    """Send no more news to an address; what somebody asks for there is still sent."""
    if not is_news_refused(recipient_of(address)):
        db.session.execute(insert(MailRefusal).values(recipient=recipient_of(address), refused_at=clock.now()))


def want_news(address: str) -> None:
    """Send news to an address again."""
    db.session.execute(delete(MailRefusal).where(MailRefusal.recipient == recipient_of(address)))


def _new_message_id() -> str:
    return f"{new_public_id()}{new_public_id()}"
