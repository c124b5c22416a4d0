"""Carry tweepy's requests to X under limits of time and size, and to no other address."""

import io
import queue
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from app.listening.sources.x.answers import Answered

TWEEPY_HOST = "https://api.twitter.com"
CHUNK = 16_384

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one request may take, in seconds, and how many bytes its unpacked answer may have."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 30.0
    body: int = 5_000_000


class TooSlow(requests.RequestException):
    """The whole answer took longer than it may."""


class TooLarge(requests.RequestException):
    """The answer is larger than a page of posts can be."""


class BoundedAdapter(HTTPAdapter):
    """Send to our base address, read the whole body within limits, follow nothing, and pass on only a 200."""

    def __init__(self, base: str, limits: Limits) -> None:
        """Take the address to which `/2/…` is added."""
        super().__init__(max_retries=0)
        self._limits = limits
        self._base = base.rstrip("/")

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send one request."""
        limits = self._limits
        ends_at = time.monotonic() + limits.total
        request.url = self._base + (request.url or "").removeprefix(TWEEPY_HOST)
        response = super().send(
            request, stream=True, timeout=(limits.connect, limits.read), verify=verify, cert=cert, proxies=None
        )
        try:
            body = read_body(response.raw, ends_at, limits.body)
        except HTTPError as broken:
            raise requests.ConnectionError("the answer broke off") from broken
        finally:
            response.close()
        if response.status_code != 200:
            raise Answered(response.status_code, response.headers, body)
        response.raw = io.BytesIO(body)
        return response


def read_body(raw: BaseHTTPResponse, ends_at: float, largest: int) -> bytes:
    """Read an unpacked body piece by piece, watching clock and size."""
    body = bytearray()
    while piece := raw.read1(CHUNK, decode_content=True):
        body += piece
        if len(body) > largest:
            raise TooLarge("the answer is too large")
        if time.monotonic() > ends_at:
            raise TooSlow("the answer took too long")
    return bytes(body)


def within(seconds: float, call: Callable[[], T]) -> T:
    """Run a call on a thread of its own and stop waiting for it after a time.

    Look-up of the host and a header sent drop by drop outlive every socket timeout; this is the limit they meet.
    """
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((call(), None))
        except BaseException as wrong:
            answers.put((None, wrong))

    Thread(target=run, daemon=True).start()
    try:
        value, wrong = answers.get(timeout=seconds)
    except queue.Empty:
        raise TooSlow("the answer took too long") from None
    if wrong is not None:
        raise wrong
    return value  # type: ignore[return-value]


def closed_session() -> requests.Session:
    """Make a session that takes no settings from the machine and reaches no host until an adapter is mounted."""
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    return session
