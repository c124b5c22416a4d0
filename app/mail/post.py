"""The one place where mail leaves the house: SMTP, the console, or files in a folder."""

import smtplib
import ssl
import sys
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.errors import Misconfigured

TIMEOUT_SECONDS = 20


class Undeliverable(Exception):
    """The server refused this letter for good."""


class NotNow(Exception):
    """The server could not be reached or asked us to come back later."""


def deliver(message: EmailMessage, address: str) -> None:
    """Send one message by the means that AWARDS_MAIL_URL names; raise Undeliverable or NotNow."""
    parts = urlsplit(address)
    if parts.scheme == "console":
        sys.stdout.write(_plain(message))
        sys.stdout.flush()
        return
    if parts.scheme == "file":
        _write(message, Path(unquote(address.removeprefix("file:").removeprefix("//"))))
        return
    if parts.scheme not in {"smtp", "smtps"}:
        raise Misconfigured("AWARDS_MAIL_URL must begin with smtp://, smtps://, console: or file:.")
    try:
        _send(message, address)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise _judged(code, words) from error
    except smtplib.SMTPResponseException as error:
        raise _judged(error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotNow(f"The mail server could not be used: {type(error).__name__}.") from error


def _send(message: EmailMessage, address: str) -> None:
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _judged(code: int, words: bytes | str) -> Exception:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"The mail server said {code}: {said}"[:200]
    return Undeliverable(sentence) if 500 <= code < 600 and code not in {530, 534, 535} else NotNow(sentence)


def _write(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
    waiting = folder / f".{name}"
    waiting.write_bytes(bytes(message))
    waiting.replace(folder / name)


def _plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    words = body.get_content() if body else ""
    return f"\n--- letter to {message['To']}: {message['Subject']} ---\n{words}---\n"
