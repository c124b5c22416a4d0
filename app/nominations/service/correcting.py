"""Before a nomination is confirmed: send its letter again, or send it to the right address."""

from dataclasses import fields

from app import clock
from app.audit import service as audit
from app.errors import Conflict
from app.mail import service as mail
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.service.sending import NOMINATOR, Writing, write_again
from app.web.engine import lock


def send_again(nomination: Nomination) -> None:
    """Send the letter once more while it is waited for; otherwise change nothing."""
    lock(nomination)
    address = nomination.written.email
    if nomination.state is not State.UNCONFIRMED or clock.now() >= nomination.confirm_until or not address:
        return
    subject, is_slow = f"nomination:{nomination.reference}", not nomination.is_proven
    mail.queue_letter("nomination_confirm", subject=subject, to=address, again=True, is_slow=is_slow)
    audit.record("letter asked for again", about=nomination, by=NOMINATOR)


def correct_address(nomination: Nomination, *, address: str) -> None:
    """Send the letter to another address; the link in the earlier one stops working."""
    lock(nomination)
    if nomination.state is not State.UNCONFIRMED:
        raise Conflict("This nomination has been confirmed already. Use the link in your letter to change it.")
    if nomination.written.email == address:
        send_again(nomination)
        return
    written = {each.name: getattr(nomination.written, each.name) for each in fields(Writing)}
    again = {**written, "qualities": tuple(nomination.written.qualities), "email": address}
    write_again(nomination, nomination.category_id, Writing(**again))
