"""Carry tweepy's requests to X, and to no other address."""

from collections.abc import Mapping
from typing import Any

import requests

from app.listening.sources.bounded import Limits
from app.listening.sources.carrying import BoundedAdapter

TWEEPY_HOST = "https://api.twitter.com"


class RedirectingAdapter(BoundedAdapter):
    """Send to our base address, which tweepy has no setting for."""

    def __init__(self, base: str, limits: Limits) -> None:
        """Take the address to which `/2/…` is added."""
        super().__init__(limits)
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
        request.url = self._base + (request.url or "").removeprefix(TWEEPY_HOST)
        return super().send(request, verify=verify, cert=cert)
