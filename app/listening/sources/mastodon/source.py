"""Read public posts from one Mastodon server through Mastodon.py, and only read."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from mastodon import Mastodon, MastodonNetworkError

from app import clock
from app.config import Settings
from app.listening.cursor.ascending import Ascending
from app.listening.cursor.descending import Descending
from app.listening.cursor.marks import MASTODON
from app.listening.sources.bounded import Answered, Limits, within
from app.listening.sources.carrying import closed_session, network_failure
from app.listening.sources.mastodon.answers import failure_of, rate_of, read_json
from app.listening.sources.mastodon.posts import (
    has_other_ids,
    list_given,
    marks_in,
    presence_in,
    read_posts,
)
from app.listening.sources.mastodon.reaching import edges_of, next_below, read_down_to
from app.listening.sources.mastodon.transport import ReadingAdapter
from app.listening.sources.protocol import FailureKind, Known, Manner, Page, PageRequest, Presence, SourceFailure

SPEAKS = "4.3.0"
LOCAL_ID = re.compile(r"([\w-]+)@(.+)", re.ASCII)
USUAL = Limits()
UPWARDS = Ascending(MASTODON)
DOWNWARDS = Descending(MASTODON, reach=timedelta(days=3650), overlap=timedelta(minutes=10))


class MastodonSource:
    """A server's hashtag timelines, free of charge; with a token of one of its members also its search."""

    name = "mastodon"
    price = 0
    smallest_page = 1
    largest_page = 40
    largest_check = 20

    def __init__(self, *, base: str, token: str = "", reachable_at: str = "", limits: Limits = USUAL) -> None:
        """Take the server, a token where there is one, and where people find out who reads."""
        self._token, self._limits = token, limits
        self._host = urlsplit(base).hostname or ""
        self._ends_at = 0.0
        session = closed_session()
        session.mount(base, ReadingAdapter(base, limits))
        self._client = Mastodon(
            api_base_url=base,
            session=session,
            ratelimit_method="throw",
            request_timeout=limits.read,
            mastodon_version=SPEAKS,
            version_check_mode="created",
            user_agent=f"SupportAwards ({reachable_at})",
        )
        # Given to the constructor, a token that happens to name a file would be read from it.
        self._client.access_token = token or None

    def manner_for(self, query: str) -> Manner:
        """Read hashtags from an id up; a search is answered only from the newest post down."""
        return UPWARDS if query.startswith("#") else DOWNWARDS

    def may_ask(self, query: str) -> bool:
        """Let hashtags through always, phrases only with a token: search is for members."""
        return query.startswith("#") or bool(self._token)

    def fetch(self, request: PageRequest) -> Page:
        """Read the posts of a hashtag next above an id, or a page of a search further down."""
        self._ends_at = time.monotonic() + self._limits.total
        if request.query.startswith("#"):
            return self._read_hashtag(request)
        return self._search(request)

    def check(self, posts: Sequence[Known]) -> Mapping[str, Presence]:
        """Ask after posts one by one, on the server that named them; another one knows nothing of those ids."""
        self._ends_at = time.monotonic() + self._limits.total
        told: dict[str, Presence] = {}
        trouble: list[SourceFailure] = []
        for post in posts:
            try:
                told[post.post_id] = self._check_one(post)
            except SourceFailure as failure:
                trouble.append(failure)
                if not failure.is_of_one_search:
                    break
        if trouble and not told:
            raise trouble[-1]
        return dict.fromkeys((post.post_id for post in posts), Presence.UNKNOWN) | told

    def read_again(self, posts: Sequence[Known]) -> Page:
        """Read the present words of posts, one by one."""
        self._ends_at = time.monotonic() + self._limits.total
        answers = [self._read(partial(self._client.status, post.local_id.partition("@")[0])) for post in posts]
        given = [read_json(answer.body) for answer in answers]
        return self._page(given, answers[-1], newest=None, token=None)

    def _read_hashtag(self, request: PageRequest) -> Page:
        tag = request.query.removeprefix("#")
        if not tag.replace("_", "a").isalnum():
            raise SourceFailure(FailureKind.BAD_QUERY, "A hashtag is made of letters, digits and underscores.")
        answer = self._timeline(tag, request.size, min_id=request.since_id)
        given = list_given(answer.body, is_search=False)
        if has_other_ids(given):
            return self._newest_posts(tag, request)
        marks = marks_in(given)
        return self._page(given, answer, newest=marks[-1] if marks else None, token=marks[-1] if marks else None)

    def _newest_posts(self, tag: str, request: PageRequest) -> Page:
        """Read down on a server whose ids are no numbers, as far as the last reading came by time."""

        def ask(below: str | None) -> tuple[list[Any], Answered]:
            answer = self._timeline(tag, request.size, max_id=below)
            return list_given(answer.body, is_search=False), answer

        found = read_down_to(ask, request.since_id)
        newest, oldest = edges_of(found.given)
        page = self._page(found.given, found.answer, newest=newest, token=None)
        return page if found.is_whole else replace(page, oldest_id=oldest)

    def _timeline(self, tag: str, size: int, **between: str | None) -> Answered:
        return self._read(lambda: self._client.timeline_hashtag(tag, limit=size, **between))

    def _search(self, request: PageRequest) -> Page:
        above = request.since_id or (MASTODON.mark_at(request.start_at) if request.start_at else None)
        answer = self._read(
            lambda: self._client.search_v2(
                request.query,
                resolve=False,
                result_type="statuses",
                min_id=above,
                max_id=request.token or request.until_id,
                limit=request.size,
                exclude_unreviewed=False,
            )
        )
        given = list_given(answer.body, is_search=True)
        newest, oldest = edges_of(given)
        page = self._page(given, answer, newest=newest, token=next_below(given, above))
        return replace(page, oldest_id=oldest)

    def _page(self, given: list[Any], answer: Answered, *, newest: str | None, token: str | None) -> Page:
        now = clock.now()
        posts, rejected = read_posts(given, self._host, now)
        rate = rate_of(answer.headers, now)
        return Page(posts, rejected, newest_id=newest, oldest_id=None, next_token=token, units=len(given), rate=rate)

    def _check_one(self, post: Known) -> Presence:
        known = LOCAL_ID.fullmatch(post.local_id)
        if known is None or known[2] != self._host:
            return Presence.UNKNOWN
        answer = self._ask(lambda: self._client.status(known[1]))
        if answer.status == 429 or answer.status >= 500:
            failure = self._failure(answer, clock.now())
            failure.is_of_one_search = answer.status >= 500
            raise failure
        return presence_in(answer.status, answer.body, post)

    def _read(self, call: Callable[[], object]) -> Answered:
        answer = self._ask(call)
        if answer.status != 200:
            raise self._failure(answer, clock.now())
        return answer

    def _failure(self, answer: Answered, now: datetime) -> SourceFailure:
        return failure_of(answer.without(self._token), now=now, has_token=bool(self._token))

    def _ask(self, call: Callable[[], object]) -> Answered:
        """Return the answer, which the adapter hands round the library as an error of the network."""
        try:
            within(max(self._ends_at - time.monotonic(), 0.01), call)
        except MastodonNetworkError as broken:
            reason = broken.__context__ or broken
        except Exception as broken:
            reason = broken
        else:
            raise SourceFailure(FailureKind.BUG, "Mastodon.py answered without asking.")
        if isinstance(reason, Answered):
            return reason
        raise network_failure(reason, "Mastodon") from None


def open_with(settings: Settings) -> MastodonSource:
    """Open the server of the settings, with its token where there is one."""
    return MastodonSource(base=settings.mastodon_url, token=settings.mastodon_token, reachable_at=settings.public_url)
