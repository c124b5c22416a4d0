"""Read public posts from Bluesky through atproto, and only read."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import httpx
from atproto_client import Client, models
from atproto_client.request import Request, Response
from atproto_core.exceptions import AtProtocolError

from app import clock
from app.config import Settings
from app.listening.cursor.descending import Descending
from app.listening.cursor.marks import MICROSECONDS
from app.listening.sources.bluesky.answers import failure_of, is_token_refused, log_in_failure, rate_of
from app.listening.sources.bluesky.posts import is_uri, read_page, read_presence
from app.listening.sources.bluesky.sessions import Session, Sessions, SessionStore, read_session
from app.listening.sources.bluesky.transport import BoundedTransport
from app.listening.sources.bounded import Answered, Limits, OutOfBounds, TooLarge, TooSlow, within
from app.listening.sources.protocol import FailureKind, Known, Page, PageRequest, Presence, Rate, SourceFailure

SEARCH, POSTS = "app.bsky.feed.searchPosts", "app.bsky.feed.getPosts"
LOG_IN, REFRESH = "com.atproto.server.createSession", "com.atproto.server.refreshSession"
JSON = "application/json"
A_CHECK = PageRequest(query="", size=0)
NO_POSTS = b'{"posts": []}'
USUAL = Limits()
MANNER = Descending(
    MICROSECONDS, reach=timedelta(days=30), first_reach=timedelta(days=1), overlap=timedelta(minutes=10), is_closed=True
)
LEFT_ALONE = 10


class BlueskySource:
    """Bluesky's search, free of charge; every request goes to the account's own server, one after the other."""

    name = "bluesky"
    price = 0
    smallest_page = 1
    largest_page = 100
    largest_check = 25

    def __init__(
        self,
        *,
        handle: str,
        password: str,
        base: str,
        store: SessionStore,
        reachable_at: str = "",
        limits: Limits = USUAL,
    ) -> None:
        """Take the account, its server, where its session is kept, and where people find out who reads."""
        quiet_logs()
        self._handle, self._password = handle, password
        self._limits = limits
        self._ends_at = 0.0
        self._rate: Rate | None = None
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        request = Request(transport=BoundedTransport(base, limits), timeout=timeout, trust_env=False)
        request.add_additional_header("User-Agent", f"SupportAwards ({reachable_at})")
        self._client = Client(base, request=request)
        self._sessions = Sessions(f"{handle} {base}", store, log_in=self._log_in, refresh=self._refresh)

    def manner_for(self, query: str) -> Descending:
        """Read every search alike."""
        return MANNER

    def may_ask(self, query: str) -> bool:
        """Let every search through; one session reads them all."""
        return True

    def fetch(self, request: PageRequest) -> Page:
        """Read one page, newest posts first."""
        asked = models.AppBskyFeedSearchPosts.Params(
            q=request.query,
            sort="latest",
            limit=request.size,
            since=written(request.since_id),
            until=written(request.until_id),
            cursor=request.token,
        )
        response = self._read(SEARCH, asked, request)
        return read_page(body_of(response), request, clock.now(), self._rate)

    def check(self, posts: Sequence[Known]) -> Mapping[str, Presence]:
        """Ask after up to 25 posts; what bears no address of Bluesky's own, such as an imported post, stays unknown."""
        named = [post for post in posts if is_uri(post.post_id)]
        told = dict.fromkeys((post.post_id for post in posts), Presence.UNKNOWN)
        return told | read_presence(self._posts(named), named) if named else told

    def read_again(self, posts: Sequence[Known]) -> Page:
        """Read the present words of up to 25 posts."""
        named = [post for post in posts if is_uri(post.post_id)]
        return read_page(self._posts(named) if named else NO_POSTS, A_CHECK, clock.now(), self._rate)

    def _posts(self, posts: Sequence[Known]) -> bytes:
        asked = models.AppBskyFeedGetPosts.Params(uris=[post.post_id for post in posts])
        return body_of(self._read(POSTS, asked, A_CHECK))

    def _read(self, name: str, asked: Any, request: PageRequest) -> Response:
        """Ask within one total time, with another session where the first one has run out."""
        require_room(self._rate, clock.now())
        self._ends_at = time.monotonic() + self._limits.total
        session = self._sessions.current()
        response = self._try(name, asked, request, session)
        if response is None:
            session = self._sessions.replace(session)
            response = self._try(name, asked, request, session)
        if response is None:
            self._sessions.forget()
            raise SourceFailure(FailureKind.RETRY, "Bluesky refused a session that it had just given us.")
        self._rate = rate_of(response.headers, clock.now())
        return response

    def _try(self, name: str, asked: Any, request: PageRequest, session: Session) -> Response | None:
        """Ask once; None means that the session has run out."""
        try:
            return self._ask(lambda: self._client.invoke_query(name, asked, headers=bearer(session.access)))
        except Answered as answer:
            if is_token_refused(answer):
                return None
            raise failure_of(self._without_secrets(answer, session), request, now=clock.now()) from None

    def _log_in(self) -> Session:
        data = models.ComAtprotoServerCreateSession.Data(identifier=self._handle, password=self._password)
        try:
            response = self._ask(lambda: self._client.invoke_procedure(LOG_IN, data=data, input_encoding=JSON))
        except Answered as answer:
            raise log_in_failure(self._without_secrets(answer), now=clock.now()) from None
        return read_session(body_of(response))

    def _refresh(self, session: Session) -> Session | None:
        try:
            response = self._ask(lambda: self._client.invoke_procedure(REFRESH, headers=bearer(session.refresh)))
        except Answered as answer:
            if answer.status in (400, 401, 403):
                return None
            raise log_in_failure(self._without_secrets(answer, session), now=clock.now()) from None
        return read_session(body_of(response))

    def _ask(self, call: Callable[[], Response]) -> Response:
        try:
            return within(max(self._ends_at - time.monotonic(), 0.01), call)
        except (httpx.HTTPError, AtProtocolError, OutOfBounds) as broken:
            raise network_failure(broken) from None

    def _without_secrets(self, answer: Answered, session: Session | None = None) -> Answered:
        tokens = (session.access, session.refresh) if session is not None else ()
        return answer.without(self._password, *tokens)


def open_with(settings: Settings, store: SessionStore) -> BlueskySource:
    """Open Bluesky with the account of the settings."""
    return BlueskySource(
        handle=settings.bluesky_handle,
        password=settings.bluesky_app_password,
        base=settings.bluesky_url,
        store=store,
        reachable_at=settings.public_url,
    )


def require_room(rate: Rate | None, now: datetime) -> None:
    """Leave the last tenth of what a window allows untouched, for people who use the same account or address."""
    if rate is None or rate.resets_at is None or rate.remaining * LEFT_ALONE >= rate.limit or rate.resets_at <= now:
        return
    sentence = "Bluesky's allowance of requests is nearly used up; reading goes on when it is full again."
    raise SourceFailure(FailureKind.RETRY, sentence, after=rate.resets_at - now)


def network_failure(broken: Exception) -> SourceFailure:
    """Say why no whole answer came."""
    reason = broken.__cause__ or broken
    if isinstance(reason, TooSlow | httpx.ReadTimeout | httpx.WriteTimeout):
        return SourceFailure(FailureKind.RETRY, "Bluesky took too long to answer.")
    if isinstance(reason, TooLarge):
        return SourceFailure(FailureKind.RETRY, "Bluesky sent more than a page can hold (over 5 MB).")
    if isinstance(reason, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol):
        return SourceFailure(FailureKind.RETRY, "Bluesky could not be reached.")
    return SourceFailure(FailureKind.RETRY, "The connection to Bluesky broke off.")


def written(mark: str | None) -> str | None:
    """Write a mark as a moment."""
    moment = MICROSECONDS.moment_of(mark) if mark is not None else None
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment is not None else None


def bearer(token: str) -> dict[str, str]:
    """Carry a token in the header where it belongs."""
    return {"Authorization": f"Bearer {token}"}


def body_of(response: Response) -> bytes:
    """Return the body as it came."""
    return cast(bytes, response.content)


def quiet_logs() -> None:
    """Keep the libraries below from logging the headers of answers, in which a server may echo a token."""
    for name, level in (("httpcore", logging.INFO), ("httpx", logging.WARNING)):
        log = logging.getLogger(name)
        log.setLevel(max(log.level, level))
