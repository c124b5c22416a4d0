"""Ask for a list of one's own nominations; nothing here depends on whether the address is known."""

from datetime import datetime

from sqlalchemy import delete

from app import clock
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import MineRequest
from app.nominations.service.sending import identity_hash


def ask_for_list(address: str) -> None:
    """Note who asked, as hashes, and queue a letter; whoever writes it finds out whether there is anything to say."""
    wish = MineRequest(identity=identity_hash(address), recipient=mail.recipient_of(address), asked_at=clock.now())
    db.session.add(wish)
    db.session.flush()
    mail.queue_letter("nomination_mine", subject=f"mine:{wish.public_id}", to=address)


def forget_lists(asked_before: datetime) -> int:
    """Remove the notes of who asked, once their links have run out."""
    gone: int = db.session.execute(delete(MineRequest).where(MineRequest.asked_at < asked_before)).rowcount  # type: ignore[attr-defined]
    return gone
