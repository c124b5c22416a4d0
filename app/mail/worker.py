"""Send what is due: take letters under a lease, write them, hand them over, note the outcome."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from urllib.parse import urlsplit

import structlog
from flask import render_template

from app.extensions import db
from app.mail import service
from app.mail.letters import COMPOSERS, Words
from app.mail.post import NotNow, Undeliverable, deliver
from app.mail.service import Claimed
from app.web.actions import act
from app.web.links import settings

log = structlog.get_logger()


def deliver_due() -> int:
    """Send every letter that is due now and return how many left the house."""
    sent = 0
    while letters := act(service.claim_due):
        sent += sum(_deliver_one(letter) for letter in letters)
    return sent


def _deliver_one(letter: Claimed) -> bool:
    try:
        message = _written(letter)
        if message is None:
            act(service.mark_cancelled, letter)
            return False
        db.session.rollback()
        deliver(message, settings().mail_url)
    except Undeliverable as refusal:
        act(service.mark_refused, letter, str(refusal))
        return False
    except NotNow as failure:
        act(service.mark_failed, letter, str(failure))
        return False
    except Exception as slip:
        log.error("letter could not be written", purpose=letter.purpose, exc_info=slip)
        act(service.mark_failed, letter, f"It could not be written: {type(slip).__name__}.")
        return False
    act(service.mark_sent, letter)
    return True


def _written(letter: Claimed) -> EmailMessage | None:
    words = COMPOSERS[letter.purpose](letter.subject.partition(":")[2])
    return None if words is None else compose(words, letter.message_id)


def compose(words: Words, message_id: str) -> EmailMessage:
    """Make the message: the text as written, and HTML with the same words."""
    text = render_template(words.template, **words.context).strip() + "\n"
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = _one_recipient(words.to)
    message["Subject"] = " ".join(words.title.split())
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{message_id}@{urlsplit(settings().public_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    paragraphs = [part.splitlines() for part in text.strip().split("\n\n") if part.strip()]
    html = render_template("mail/letter.html", title=words.title, paragraphs=paragraphs)
    message.add_alternative(html, subtype="html")
    return message


def _one_recipient(address: str) -> Address:
    name, plain = parseaddr(address)
    if plain != address.strip() or name or "," in address:
        raise Undeliverable("The address is not one plain address.")
    return Address(addr_spec=plain)
