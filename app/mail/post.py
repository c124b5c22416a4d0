"""The one place where mail leaves the house: SMTP, the console, or files in a folder."""

import smtplib
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from urllib.parse import SplitResult, unquote, urlsplit

from app.errors import Misconfigured

STEP_SECONDS = 15
WHOLE_SECONDS = 40
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Undeliverable(Exception):
    """The server refused this letter for good."""


class NotNow(Exception):
    """The server asked us to come back later with this letter."""


class ServerAway(NotNow):
    """The server cannot be used at all for the moment, for any letter."""


def deliver(message: EmailMessage, address: str) -> None:
    """Send one message by the means that AWARDS_MAIL_URL names; raise Undeliverable or NotNow."""
    parts = urlsplit(address)
    if parts.scheme == "console":
        sys.stdout.write(_plain(message))
        sys.stdout.flush()
    elif parts.scheme == "file":
        _write(message, Path(unquote(address.removeprefix("file:").removeprefix("//"))))
    elif parts.scheme in {"smtp", "smtps"}:
        _send(message, parts)
    else:
        raise Misconfigured("AWARDS_MAIL_URL must begin with smtp://, smtps://, console: or file:.")


def probe(address: str) -> str | None:
    """Greet the mail server and log in, without a letter; None where letters reach nobody. Raises as `deliver` does."""
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"}:
        return None
    try:
        with _connected(parts) as server:
            is_closed = isinstance(server.sock, ssl.SSLSocket)
    except smtplib.SMTPAuthenticationError as error:
        raise ServerAway(f"The mail server refuses the user or the password ({error.smtp_code}).") from error
    except smtplib.SMTPResponseException as error:
        raise ServerAway(_said(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(f"The mail server could not be used: {type(error).__name__}.") from error
    as_whom = ", takes the password" if parts.username else ""
    return f"{parts.hostname} answers{as_whom}{', encrypted' if is_closed else ', not encrypted'}."


def _send(message: EmailMessage, parts: SplitResult) -> None:
    try:
        with _connected(parts) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise _judged(code, words) from error
    except smtplib.SMTPDataError as error:
        raise _judged(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Undeliverable("The mail server does not take addresses with these letters.") from error
    except smtplib.SMTPResponseException as error:
        raise ServerAway(_said(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(f"The mail server could not be used: {type(error).__name__}.") from error


@contextmanager
def _connected(parts: SplitResult) -> Iterator[smtplib.SMTP]:
    """Open a connection that ends after a whole deadline, however slowly the server answers."""
    is_tls = parts.scheme == "smtps"
    server = (
        smtplib.SMTP_SSL(timeout=STEP_SECONDS, context=ssl.create_default_context())
        if is_tls
        else smtplib.SMTP(timeout=STEP_SECONDS)
    )
    host = parts.hostname or "localhost"
    server._host = host  # type: ignore[attr-defined]
    alarm = Timer(WHOLE_SECONDS, _hang_up, [server])
    alarm.daemon = True
    alarm.start()
    try:
        server.connect(host, parts.port or (465 if is_tls else 25))
        server.ehlo_or_helo_if_needed()
        if not is_tls and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        _log_in(server, parts)
        yield server
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    finally:
        alarm.cancel()
        server.close()


def _log_in(server: smtplib.SMTP, parts: SplitResult) -> None:
    if not parts.username:
        return
    if not isinstance(server.sock, ssl.SSLSocket) and parts.hostname not in LOOPBACK:
        raise ServerAway("The mail server offers no encryption, so the password was not sent.")
    server.login(unquote(parts.username), unquote(parts.password or ""))


def _hang_up(server: smtplib.SMTP) -> None:
    with suppress(OSError, AttributeError):
        server.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


def _judged(code: int, words: bytes | str) -> Exception:
    if 500 <= code < 600:
        return Undeliverable(_said(code, words))
    return ServerAway(_said(code, words)) if code == 421 else NotNow(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"The mail server said {code}: {said}"[:200]


def _write(message: EmailMessage, folder: Path) -> None:
    """Put a letter into a folder whole, under a name that sorts by time."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{time.time_ns()}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
    waiting = folder / f".{name}"
    waiting.write_bytes(_readable(message))
    waiting.replace(folder / name)


def _readable(message: EmailMessage) -> bytes:
    """Write a letter without folding its lines, so that a link in a file is whole."""
    for part in message.walk():
        if not part.is_multipart():
            part.set_content(part.get_content(), subtype=part.get_content_subtype(), cte="8bit")
    return message.as_bytes(policy=message.policy.clone(cte_type="8bit", max_line_length=None))


def _plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    words = body.get_content() if body else ""
    return f"\n--- letter to {message['To']}: {message['Subject']} ---\n{words}---\n"
