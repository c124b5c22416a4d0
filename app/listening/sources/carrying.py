"""Carry requests under limits of time and size, for the libraries that ask through `requests`."""

import io
import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from app.listening.sources.bounded import CHUNK, Answered, Limits, OutOfBounds, TooLarge, TooSlow, read_body, unpacked
from app.listening.sources.lines import attend
from app.listening.sources.protocol import FailureKind, SourceFailure

PACKED, PLAIN = ("gzip", "deflate"), ("", "identity")
NEVER_REACHED = (requests.ConnectTimeout, requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)


class BoundedAdapter(HTTPAdapter):
    """Read the whole body within limits, follow nothing, take no proxy, and pass on only a 200."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(max_retries=0)
        self.limits = limits
        self.poolmanager.pool_classes_by_scheme = pools_of(Attended)

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
        limits = self.limits
        ends_at = time.monotonic() + limits.total
        request.headers["Accept-Encoding"] = "gzip"
        response = super().send(
            request, stream=True, timeout=(limits.connect, limits.read), verify=verify, cert=cert, proxies=None
        )
        try:
            body = read_body(pieces_of(response), ends_at, limits.body)
        except (HTTPError, zlib.error, EOFError) as broken:
            raise requests.ConnectionError("the answer broke off") from broken
        finally:
            response.close()
        if response.status_code != 200:
            raise Answered(response.status_code, response.headers, body)
        response.headers.pop("content-encoding", None)
        response.raw = io.BytesIO(body)
        return response


class Attended:
    """A connection that is hung up when nobody waits for its answer any more, also when it is used again."""

    sock: socket.socket | None

    def _new_conn(self) -> socket.socket:
        return attend(super()._new_conn())  # type: ignore[misc]

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send one request."""
        if self.sock is not None:
            attend(self.sock)
        super().request(*args, **kwargs)  # type: ignore[misc]


def pools_of(*kinds: type, **shared: object) -> dict[str, type[HTTPConnectionPool]]:
    """Make the pools of connections for http and https out of some kinds of connection."""
    plain = type("PlainConnection", (*kinds, HTTPConnection), shared)
    sealed = type("SealedConnection", (*kinds, HTTPSConnection), shared)
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SealedPool", (HTTPSConnectionPool,), {"ConnectionCls": sealed}),
    }


def pieces_of(response: requests.Response) -> Iterator[bytes]:
    """Read an unpacked body as it comes."""
    packing = response.headers.get("content-encoding", "").lower()
    if packing in PACKED:
        return unpacked(raw_pieces(response.raw))
    if packing in PLAIN:
        return raw_pieces(response.raw)
    raise requests.ConnectionError("the answer is packed in a way that was not asked for")


def raw_pieces(raw: BaseHTTPResponse) -> Iterator[bytes]:
    """Read a body as it was sent."""
    while piece := raw.read1(CHUNK, decode_content=False):
        yield piece


def closed_session() -> requests.Session:
    """Make a session that takes no settings from the machine and reaches no host until an adapter is mounted."""
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    return session


def network_failure(broken: BaseException, name: str, *, may_cost: bool = False) -> SourceFailure:
    """Say why no whole answer came; what never left us cannot have been billed."""
    if isinstance(broken, TooSlow | requests.ReadTimeout):
        return SourceFailure(FailureKind.RETRY, f"{name} took too long to answer.", may_cost=may_cost)
    if isinstance(broken, TooLarge):
        sentence = f"{name} sent more than a page can hold (over 5 MB)."
        return SourceFailure(FailureKind.RETRY, sentence, may_cost=may_cost)
    if isinstance(broken, NEVER_REACHED) or never_left(broken):
        return SourceFailure(FailureKind.RETRY, f"{name} could not be reached.")
    if isinstance(broken, requests.RequestException | OutOfBounds):
        return SourceFailure(FailureKind.RETRY, f"The connection to {name} broke off.", may_cost=may_cost)
    raise broken


def never_left(broken: BaseException) -> bool:
    """Tell whether a request failed before it was sent."""
    reason = getattr(broken.args[0] if broken.args else None, "reason", None)
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")
