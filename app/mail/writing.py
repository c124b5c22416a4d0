"""Write a letter when its turn comes: the text first, then HTML with the same words."""

from dataclasses import dataclass, replace
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit

from flask import render_template

from app import clock
from app.mail.letters import COMPOSERS, JOINED, Words, find_reply_to
from app.mail.post import NotNow, Undeliverable
from app.mail.sending import Claimed
from app.mail.service import recipient_of
from app.mail.versions import edited
from app.web.links import settings


@dataclass(frozen=True)
class Line:
    """One line of a letter; a link is a whole address of our own site, alone on its line."""

    text: str
    is_link: bool


def write(letter: Claimed) -> EmailMessage | None:
    """Write a letter, or answer None when it is no longer due."""
    words = COMPOSERS[letter.purpose](*letter.subject_ids)
    if words is None:
        return None
    if letter.purpose in JOINED and recipient_of(words.to) != letter.recipient:
        raise NotNow("The address was changed while the letter was written.")
    title, body = said(letter.purpose, words)
    return compose(replace(words, title=title), body, letter.message_id)


def said(purpose: str, words: Words) -> tuple[str, str]:
    """Return title and text of a letter: as organisers edited it, else as its template has it."""
    return edited(purpose, words) or (words.title, ready_made(words))


def ready_made(words: Words) -> str:
    """Write the text of a letter as its template has it."""
    return render_template(words.template, **words.context).strip()


def compose(words: Words, body: str, message_id: str) -> EmailMessage:
    """Make the message for its one recipient, with who runs the awards at the foot of both parts."""
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = one_recipient(words.to)
    message["Subject"] = plain_title(words.title)
    reply_to = find_reply_to()
    if reply_to:
        message["Reply-To"] = one_recipient(reply_to)
    message["Date"] = formatdate(clock.now().timestamp())
    message["Message-ID"] = f"<{message_id}@{urlsplit(settings().public_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    if words.unsubscribe:
        message["List-Unsubscribe"] = f"<{words.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    foot = {"unsubscribe": words.unsubscribe, "unsubscribe_words": words.unsubscribe_words}
    message.set_content(render_template("mail/letter.txt", body=body, **foot))
    html = render_template("mail/letter.html", title=words.title, paragraphs=paragraphs_of(body), **foot)
    message.add_alternative(html, subtype="html")
    return message


def plain_title(title: str) -> str:
    """Return a title on one line in which nothing typed can pass for an encoded word.

    The header would decode `=?…?=` and with it line breaks, headers and a body of somebody else's making.
    """
    return " ".join(title.replace("=?", "= ?").split())


def paragraphs_of(body: str) -> list[list[Line]]:
    """Split a text at its empty lines, and find the links."""
    parts = [part.strip("\n").splitlines() for part in body.split("\n\n") if part.strip()]
    return [[Line(line, _is_link(line)) for line in lines] for lines in parts]


def one_recipient(address: str) -> Address:
    """Return the address for a header; raise Undeliverable unless it is exactly one plain address."""
    try:
        parsed = Address(addr_spec=address.strip())
    except (ValueError, IndexError, MessageError) as fault:
        raise Undeliverable("The address is not one plain address.") from fault
    if parsed.addr_spec != address.strip() or not parsed.domain:
        raise Undeliverable("The address is not one plain address.")
    return parsed


def _is_link(line: str) -> bool:
    return line.startswith(f"{settings().public_url}/") and not any(map(str.isspace, line))
