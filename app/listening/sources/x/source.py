"""Read public posts from X through tweepy, and only read."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import requests
from tweepy import Client

from app import clock
from app.config import Settings
from app.listening.cursor.descending import Descending
from app.listening.cursor.marks import SNOWFLAKES
from app.listening.sources.bounded import Answered, Limits, OutOfBounds, rate_of, within
from app.listening.sources.carrying import closed_session, network_failure
from app.listening.sources.protocol import Known, Page, PageRequest, Presence
from app.listening.sources.x.answers import PREFIX, failure_of
from app.listening.sources.x.counts import read_count
from app.listening.sources.x.posts import read_page, read_presence
from app.listening.sources.x.transport import TWEEPY_HOST, RedirectingAdapter

FIELDS = ["author_id", "created_at", "edit_history_tweet_ids", "lang", "note_tweet"]
FIELDS_OF_A_CHECK = ["edit_history_tweet_ids", "withheld"]
A_CHECK = PageRequest(query="", size=0)
USUAL = Limits()
MANNER = Descending(SNOWFLAKES, reach=timedelta(days=6, hours=23))


class XSource:
    """X's recent search: $0.005 a post, pages of 10 to 100."""

    name = "x"
    price = 5_000
    smallest_page = 10
    largest_page = 100
    largest_check = 100

    def __init__(self, *, token: str, base: str, limits: Limits = USUAL) -> None:
        """Take the bearer token and the address to which `/2/…` is added."""
        quiet_tweepy()
        self._token = token
        self._limits = limits
        self._client = Client(bearer_token=token, return_type=requests.Response, wait_on_rate_limit=False)
        self._client.session = closed_session()
        self._client.session.mount(TWEEPY_HOST, RedirectingAdapter(base, limits))

    def manner_for(self, query: str) -> Descending:
        """Read every search alike."""
        return MANNER

    def may_ask(self, query: str) -> bool:
        """Let every search through; one token reads them all."""
        return True

    def fetch(self, request: PageRequest) -> Page:
        """Read one page, newest posts first."""
        response = self._ask(lambda: self._search(request), request)
        rate = rate_of(response.headers, clock.now(), prefix=PREFIX)
        return read_page(response.content, clock.now(), rate, request)

    def check(self, posts: Sequence[Known]) -> Mapping[str, Presence]:
        """Ask after up to a hundred posts; each that is still there costs as much as reading it."""
        ids = [post.version_id for post in posts]
        response = self._ask(lambda: self._client.get_tweets(ids, tweet_fields=FIELDS_OF_A_CHECK), A_CHECK)
        return read_presence(response.content, posts)

    def read_again(self, posts: Sequence[Known]) -> Page:
        """Read the present words of up to a hundred posts."""
        ids = [post.version_id for post in posts]
        response = self._ask(lambda: self._client.get_tweets(ids, tweet_fields=FIELDS), A_CHECK)
        return read_page(response.content, clock.now())

    def count(self, query: str) -> int:
        """Ask how many posts of the last seven days a search finds; a request costs $0.005, whatever it finds."""
        asked = PageRequest(query=query, size=0)
        response = self._ask(lambda: self._client.get_recent_tweets_count(query, granularity="day"), asked)
        return read_count(response.content)

    def _ask(self, call: Callable[[], requests.Response], request: PageRequest) -> requests.Response:
        try:
            return within(self._limits.total, call)
        except Answered as answer:
            raise failure_of(answer.without(self._token), request, now=clock.now()) from None
        except (requests.RequestException, OutOfBounds) as broken:
            raise network_failure(broken, "X", may_cost=True) from None

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


def open_with(settings: Settings) -> XSource:
    """Open X with the token of the settings."""
    return XSource(token=settings.x_bearer_token, base=settings.x_api_url)


def quiet_tweepy() -> None:
    """Keep tweepy's log at INFO: at DEBUG it writes the bearer token."""
    log = logging.getLogger("tweepy")
    log.setLevel(max(log.level, logging.INFO))
