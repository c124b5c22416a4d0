"""Carry atproto's requests to one server under limits of time and size: reading, and what keeps a session alive."""

import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import httpx

from app.listening.sources.bounded import Answered, Limits, read_body, unpacked
from app.listening.sources.lines import attend

KEEPING_A_SESSION = ("com.atproto.server.createSession", "com.atproto.server.refreshSession")
PACKED = ("gzip", "deflate")
PLAIN = ("", "identity")


@cache
def trusted() -> ssl.SSLContext:
    """Read whom we trust once a process; it takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)


class BoundedTransport(httpx.BaseTransport):
    """Send to our server only, read the whole body within limits, follow nothing, and pass on only a 200.

    What is passed on bears no content type: atproto would read JSON with a reader that gives up a whole page for one
    broken character.
    """

    def __init__(self, base: str, limits: Limits) -> None:
        """Take the address to which `/xrpc/…` is added."""
        self._base = f"{base}/xrpc/"
        self._limits = limits
        limit = httpx.Limits(max_keepalive_connections=0)
        self._wire = httpx.HTTPTransport(verify=trusted(), trust_env=False, limits=limit)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request, if it is one that may be sent."""
        if not self.is_allowed(request.method, str(request.url)):
            raise RuntimeError(f"{request.method} is not a request that reads")
        ends_at = time.monotonic() + self._limits.total
        request.headers["Accept-Encoding"] = "gzip"
        request.extensions["trace"] = attend_what_opens
        response = self._wire.handle_request(request)
        try:
            body = read_body(pieces_of(response), ends_at, self._limits.body)
        except (zlib.error, EOFError) as broken:
            raise httpx.DecodingError("the answer broke off") from broken
        finally:
            response.close()
        if response.status_code != 200:
            raise Answered(response.status_code, response.headers, body)
        told = {name: value for name, value in response.headers.items() if name == "date" or name.startswith("rate")}
        return httpx.Response(200, headers=told, content=body)

    def is_allowed(self, method: str, url: str) -> bool:
        """Tell whether a request only reads, or opens or renews our session."""
        name = url.removeprefix(self._base).partition("?")[0]
        return url.startswith(self._base) and (method == "GET" or (method == "POST" and name in KEEPING_A_SESSION))


def attend_what_opens(event: str, told: Mapping[str, Any]) -> None:
    """Have the connection of a request hung up when nobody waits for its answer any more."""
    if event == "connection.connect_tcp.complete":
        attend(told["return_value"].get_extra_info("socket"))


def pieces_of(response: httpx.Response) -> Iterator[bytes]:
    """Read an unpacked body as it comes."""
    packing = response.headers.get("content-encoding", "").lower()
    if packing in PACKED:
        return unpacked(response.iter_raw())
    if packing in PLAIN:
        return response.iter_raw()
    raise httpx.DecodingError("the answer is packed in a way that was not asked for")
