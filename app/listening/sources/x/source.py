"""Read public posts from X through tweepy, and only read."""

import logging
from typing import Any

import requests
from tweepy import Client

from app import clock
from app.listening.sources.protocol import FailureKind, Page, PageRequest, SourceFailure
from app.listening.sources.x.answers import Answered, failure_of
from app.listening.sources.x.posts import read_page
from app.listening.sources.x.transport import (
    TWEEPY_HOST,
    BoundedAdapter,
    Limits,
    TooLarge,
    TooSlow,
    closed_session,
    within,
)

FIELDS = ["author_id", "created_at", "edit_history_tweet_ids", "lang", "note_tweet"]
USUAL = Limits()
NEVER_REACHED = (requests.ConnectTimeout, requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)


class XSource:
    """X's recent search: $0.005 a post, pages of 10 to 100."""

    name = "x"
    price = 5_000
    smallest_page = 10
    largest_page = 100

    def __init__(self, *, token: str, base: str, limits: Limits = USUAL) -> None:
        """Take the bearer token and the address to which `/2/…` is added."""
        quiet_tweepy()
        self._token = token
        self._limits = limits
        self._client = Client(bearer_token=token, return_type=requests.Response, wait_on_rate_limit=False)
        self._client.session = closed_session()
        self._client.session.mount(TWEEPY_HOST, BoundedAdapter(base, limits))

    def fetch(self, request: PageRequest) -> Page:
        """Read one page, newest posts first."""
        try:
            response = within(self._limits.total, lambda: self._search(request))
        except Answered as answer:
            raise failure_of(answer.without(self._token), request, now=clock.now()) from None
        except requests.RequestException as broken:
            raise network_failure(broken) from None
        return read_page(response.content, clock.now())

    def _search(self, request: PageRequest) -> requests.Response:
        asked: dict[str, Any] = {
            "since_id": request.since_id,
            "start_time": request.start_at,
            "until_id": request.until_id,
            "next_token": request.token,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        response: requests.Response = self._client.search_recent_tweets(
            request.query, max_results=request.size, tweet_fields=FIELDS, **given
        )
        return response


def network_failure(broken: requests.RequestException) -> SourceFailure:
    """Say why no whole answer came."""
    if isinstance(broken, TooSlow | requests.ReadTimeout):
        return SourceFailure(FailureKind.RETRY, "X took too long to answer.", may_cost=True)
    if isinstance(broken, TooLarge):
        return SourceFailure(FailureKind.RETRY, "X sent more than a page can hold (over 5 MB).", may_cost=True)
    if isinstance(broken, NEVER_REACHED) or never_left(broken):
        return SourceFailure(FailureKind.RETRY, "X could not be reached.")
    return SourceFailure(FailureKind.RETRY, "The connection to X broke off.", may_cost=True)


def never_left(broken: requests.RequestException) -> bool:
    """Tell whether a request failed before it was sent, so that it cannot have been billed."""
    reason = getattr(broken.args[0] if broken.args else None, "reason", None)
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def quiet_tweepy() -> None:
    """Keep tweepy's log at INFO: at DEBUG it writes the bearer token."""
    log = logging.getLogger("tweepy")
    if log.getEffectiveLevel() < logging.INFO:
        log.setLevel(logging.INFO)
