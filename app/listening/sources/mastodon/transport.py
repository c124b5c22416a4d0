"""Carry Mastodon.py's requests to one server: three kinds of reading, and nothing else."""

from collections.abc import Mapping
from typing import Any

import requests

from app.listening.sources.bounded import Answered, Limits
from app.listening.sources.carrying import BoundedAdapter

READING = ("/api/v1/timelines/tag/", "/api/v2/search?", "/api/v1/statuses/")


class ReadingAdapter(BoundedAdapter):
    """Send what reads, and hand every answer round Mastodon.py as it came.

    The library would fill in what a post lacks and recast the rest. It also asks for the server's description before
    each timeline, which is refused here and which it does without.
    """

    def __init__(self, base: str, limits: Limits) -> None:
        """Take the address to which `/api/…` is added."""
        super().__init__(limits)
        self._base = str(requests.Request("GET", f"{base}/").prepare().url).rstrip("/")

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send one request, if it is one that may be sent; the answer is always raised."""
        if not self.is_allowed(request.method or "", request.url or ""):
            raise RuntimeError(f"{request.method} is not a request that reads")
        response = super().send(request, verify=verify)
        raise Answered(response.status_code, response.headers, response.content)

    def is_allowed(self, method: str, url: str) -> bool:
        """Tell whether a request only reads what we read."""
        return method == "GET" and url.startswith(tuple(f"{self._base}{path}" for path in READING))
