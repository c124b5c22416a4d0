"""The one thing organisers change from their desk: a letter that was set aside gets another try."""

from app.audit import service as audit
from app.audit.service import Actor
from app.mail import service as mail
from app.mail.models import Letter


def send_again(letter: Letter, *, by: Actor) -> None:
    """Queue a letter once more that the server refused or that got stuck."""
    mail.send_again(letter)
    audit.record("letter queued again", about=f"letter:{letter.id}", by=by, purpose=letter.purpose)
