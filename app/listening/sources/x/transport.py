"""Carry tweepy's requests to X under limits of time and size, and to no other address."""

import io
import time
from collections.abc import Iterator, Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from app.listening.sources.bounded import CHUNK, Answered, Limits, read_body

TWEEPY_HOST = "https://api.twitter.com"


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
            body = read_body(pieces_of(response.raw), ends_at, limits.body)
        except HTTPError as broken:
            raise requests.ConnectionError("the answer broke off") from broken
        finally:
            response.close()
        if response.status_code != 200:
            raise Answered(response.status_code, response.headers, body)
        response.raw = io.BytesIO(body)
        return response


def pieces_of(raw: BaseHTTPResponse) -> Iterator[bytes]:
    """Read an unpacked body as it comes."""
    while piece := raw.read1(CHUNK, decode_content=True):
        yield piece


def closed_session() -> requests.Session:
    """Make a session that takes no settings from the machine and reaches no host until an adapter is mounted."""
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    return session
