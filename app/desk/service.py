"""What organisers change from their desk: letters that were set aside go again, those that wait are stopped."""

from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Refused
from app.mail import service as mail
from app.mail.models import Letter
from app.mail.outbox import list_ids_alike
from app.mail.rules import AGAIN


def send_again(letter: Letter, *, by: Actor) -> None:
    """Queue a letter once more that the server refused or that got stuck."""
    mail.send_again(letter)
    audit.record("letter queued again", about=_about(letter), by=by, purpose=letter.purpose)


def send_alike_again(letter: Letter, *, count: int, by: Actor) -> int:
    """Queue every letter once more that was set aside for the same reason, if they are as many as was confirmed."""
    if letter.state not in AGAIN:
        raise Conflict("These letters have been sent or wait for their turn already.")
    alike = list_ids_alike(letter)
    if len(alike) != count:
        raise Refused(f"They are {len(alike)} letters now, and you confirmed {count}. Look again.", field="count")
    for each in alike:
        mail.retry(each)
    mail.wake()
    audit.record("letters queued again", about=_about(letter), by=by, letters=len(alike))
    return len(alike)


def cancel_letter(letter: Letter, *, by: Actor) -> None:
    """Stop a letter that has not gone out."""
    mail.cancel_letter(letter)
    audit.record("letter stopped", about=_about(letter), by=by, purpose=letter.purpose)


def open_address(letter: Letter, *, by: Actor) -> None:
    """Write down that somebody looked up whom a letter goes to."""
    audit.record("address opened", about=_about(letter), by=by)


def _about(letter: Letter) -> str:
    return f"letter:{letter.id}"
