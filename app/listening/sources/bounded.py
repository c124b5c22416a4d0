"""Keep every request to a network within limits of time and size, and read how long an answer asks us to wait."""

import queue
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Thread
from typing import TypeVar

from app.listening.passes.stopping import check_while_waiting
from app.listening.sources.lines import Lines
from app.listening.sources.protocol import Rate

CHUNK = 16_384
NOTICES_AFTER = 0.2
GZIP_OR_ZLIB = 47
SHORTEST_WAIT, LONGEST_WAIT, USUAL_WAIT = timedelta(seconds=1), timedelta(minutes=16), timedelta(seconds=60)

T = TypeVar("T")
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one request may take, in seconds, and how many bytes its unpacked answer may have."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 30.0
    body: int = 5_000_000


class OutOfBounds(Exception):
    """An answer that we stopped reading."""


class TooSlow(OutOfBounds):
    """The whole answer took longer than it may."""


class TooLarge(OutOfBounds):
    """The answer is larger than a page of posts can be."""


class Answered(Exception):
    """An answer whose status is not 200, kept from the client libraries, which read such bodies unsafely."""

    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.body = body

    def without(self, *secrets: str) -> "Answered":
        """Take secrets out, before anything is cut from the answer or kept of it."""
        headers, body = self.headers, self.body
        for secret in filter(None, secrets):
            headers = {name: value.replace(secret, "[token]") for name, value in headers.items()}
            body = body.replace(secret.encode(), b"[token]")
        return Answered(self.status, headers, body)


def read_body(pieces: Iterable[bytes], ends_at: float, largest: int) -> bytes:
    """Join an unpacked body piece by piece, watching clock and size."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > largest:
            raise TooLarge("the answer is too large")
        if time.monotonic() > ends_at:
            raise TooSlow("the answer took too long")
    return bytes(body)


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip or zlib a little at a time, so that a small body cannot become a huge one at once.

    What follows its end is not read. Raises zlib.error where it is not packed so, and EOFError where it breaks off.
    """
    stream = zlib.decompressobj(GZIP_OR_ZLIB)
    for piece in pieces:
        while piece:
            yield stream.decompress(piece, CHUNK)
            piece = stream.unconsumed_tail
        if stream.eof:
            return
    yield stream.flush()
    if not stream.eof:
        raise EOFError("the packed answer broke off")


def within(seconds: float, call: Callable[[], T]) -> T:
    """Run a call on a thread of its own and stop waiting for it after a time, or when the pass is asked to end.

    Look-up of the host and a header sent drop by drop outlive every socket timeout; this is the limit they meet. What
    the call has opened is hung up then, so that its thread ends too.
    """
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()
    lines = Lines()

    def run() -> None:
        try:
            with lines.in_use():
                value = call()
            answers.put((value, None))
        except BaseException as wrong:
            answers.put((None, wrong))

    Thread(target=run, daemon=True).start()
    try:
        return first_of(answers, time.monotonic() + seconds)
    finally:
        lines.hang_up()


def first_of(answers: "queue.SimpleQueue[tuple[T | None, BaseException | None]]", ends_at: float) -> T:
    """Wait for what a call answers or raises."""
    while (left := ends_at - time.monotonic()) > 0:
        try:
            value, wrong = answers.get(timeout=min(left, NOTICES_AFTER))
        except queue.Empty:
            check_while_waiting()
            continue
        if wrong is not None:
            raise wrong
        return value  # type: ignore[return-value]
    raise TooSlow("the answer took too long")


def wait_of(headers: Headers, now: datetime, *, reset: str) -> timedelta:
    """Compute how long to wait from a reset header, by the server's own clock."""
    ends_at = reset_at(headers.get(reset, ""))
    if ends_at is None:
        return retry_after(headers) or USUAL_WAIT
    return clamped(ends_at - server_time(headers, now).timestamp())


def rate_of(headers: Headers, now: datetime, *, prefix: str) -> Rate | None:
    """Read how many requests are left, as far as the headers `<prefix>limit`, `…remaining` and `…reset` say so."""
    limit, remaining = (headers.get(f"{prefix}{name}", "") for name in ("limit", "remaining"))
    if not all(each.isascii() and each.isdigit() and len(each) <= 9 for each in (limit, remaining)):
        return None
    reset = f"{prefix}reset"
    has_reset = reset_at(headers.get(reset, "")) is not None
    return Rate(int(limit), int(remaining), now + wait_of(headers, now, reset=reset) if has_reset else None)


def reset_at(told: str) -> float | None:
    """Read the end of a window of requests: seconds since 1970, or a moment with its zone."""
    if told.isascii() and told.isdigit() and len(told) <= 12:
        return int(told)
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo is not None else None


def retry_after(headers: Headers) -> timedelta | None:
    """Read a plain Retry-After header."""
    seconds = headers.get("retry-after", "")
    if not seconds.isascii() or not seconds.isdigit() or len(seconds) > 9:
        return None
    return clamped(int(seconds))


def clamped(seconds: float) -> timedelta:
    """Keep a wait between one second and sixteen minutes."""
    return min(max(timedelta(seconds=seconds), SHORTEST_WAIT), LONGEST_WAIT)


def server_time(headers: Headers, now: datetime) -> datetime:
    """Return the server's clock, else ours."""
    try:
        told = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return now
    return told if told.tzinfo is not None else now
