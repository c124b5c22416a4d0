"""Send what is due: take one letter under a lease, write it, hand it over, note the outcome."""

import structlog

from app.extensions import db, queue
from app.mail import sending
from app.mail.letters import NEWS
from app.mail.post import NotNow, ServerAway, Undeliverable, deliver
from app.mail.queries import is_news_refused
from app.mail.rules import LONGEST_WAIT, LONGEST_WAIT_IN_OUTAGE, PUT_OFF_IN_A_ROW
from app.mail.sending import Claimed
from app.mail.writing import write
from app.web.actions import act
from app.web.links import settings

log = structlog.get_logger()


class PutOff(Exception):
    """This letter has to be tried again later."""


def deliver_due() -> int:
    """Send the letters that are due now and return how many left the house.

    The pass ends at the first sign that the server itself is away, or when it puts off one letter after another;
    the others stay due and are tried in a minute.
    """
    sent, in_a_row = 0, list[Claimed]()
    while not queue.is_stopping and (letter := act(sending.claim_next)):
        try:
            if _deliver_one(letter):
                sent += 1
                in_a_row.clear()
        except PutOff:
            in_a_row.append(letter)
        except ServerAway as outage:
            act(sending.mark_failed, letter, str(outage), longest=LONGEST_WAIT_IN_OUTAGE)
            break
        if len(in_a_row) == PUT_OFF_IN_A_ROW:
            act(sending.hasten, in_a_row)
            break
    return sent


def _deliver_one(letter: Claimed) -> bool:
    try:
        message = None if _is_unwanted(letter) else write(letter)
        if message is None:
            act(sending.mark_cancelled, letter, "refused by its reader" if _is_unwanted(letter) else "no longer due")
            return False
        db.session.rollback()
        deliver(message, settings().mail_url)
    except Undeliverable as refusal:
        act(sending.mark_refused, letter, str(refusal))
        return False
    except ServerAway:
        raise
    except NotNow as failure:
        act(sending.mark_failed, letter, str(failure), longest=LONGEST_WAIT)
        raise PutOff from failure
    except Exception as slip:
        log.error("letter could not be written", purpose=letter.purpose, exc_info=slip)
        act(sending.mark_failed, letter, f"It could not be written: {type(slip).__name__}.", longest=LONGEST_WAIT)
        return False
    act(sending.mark_sent, letter)
    return True


def _is_unwanted(letter: Claimed) -> bool:
    """Tell whether this is news for an address that wants none."""
    return letter.purpose in NEWS and is_news_refused(letter.recipient)
