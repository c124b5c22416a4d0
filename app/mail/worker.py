"""Send what is due: take one letter under a lease, write it, hand it over, note the outcome."""

import structlog

from app.extensions import db, queue
from app.mail import service
from app.mail.post import NotNow, ServerAway, Undeliverable, deliver
from app.mail.rules import LONGEST_WAIT, LONGEST_WAIT_IN_OUTAGE
from app.mail.service import Claimed
from app.mail.writing import write
from app.web.actions import act
from app.web.links import settings

log = structlog.get_logger()


def deliver_due() -> int:
    """Send the letters that are due now and return how many left the house.

    The pass ends at the first sign that the server itself is away; the others stay due and are tried in a minute.
    """
    sent = 0
    while not queue.is_stopping and (letter := act(service.claim_next)):
        try:
            sent += _deliver_one(letter)
        except ServerAway as outage:
            act(service.mark_failed, letter, str(outage), longest=LONGEST_WAIT_IN_OUTAGE)
            break
    return sent


def _deliver_one(letter: Claimed) -> bool:
    try:
        message = write(letter)
        if message is None:
            act(service.mark_cancelled, letter)
            return False
        db.session.rollback()
        deliver(message, settings().mail_url)
    except Undeliverable as refusal:
        act(service.mark_refused, letter, str(refusal))
        return False
    except ServerAway:
        raise
    except NotNow as failure:
        act(service.mark_failed, letter, str(failure), longest=LONGEST_WAIT)
        return False
    except Exception as slip:
        log.error("letter could not be written", purpose=letter.purpose, exc_info=slip)
        act(service.mark_failed, letter, f"It could not be written: {type(slip).__name__}.", longest=LONGEST_WAIT)
        return False
    act(service.mark_sent, letter)
    return True
