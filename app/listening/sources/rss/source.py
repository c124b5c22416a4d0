"""Read feeds by their addresses; a feed forgets, so nothing in one can be asked after later."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import requests

from app import clock
from app.config import Env, Settings
from app.listening.cursor.marks import MICROSECONDS
from app.listening.cursor.whole import Whole
from app.listening.sources.bounded import Answered, Limits, retry_after, within
from app.listening.sources.carrying import network_failure
from app.listening.sources.protocol import FailureKind, Known, Page, PageRequest, Presence, SourceFailure
from app.listening.sources.rss.items import read_feed
from app.listening.sources.rss.parsing import NotAFeed
from app.listening.sources.rss.transport import LostWay, MayReach, NotPublic, PublicAdapter, fetch, is_public

ACCEPTED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
VALIDATOR_LONGEST = 200
NOTHING_NEW = Page((), (), newest_id=None, oldest_id=None, next_token=None, units=0)
LATER = (404, 408, 425, 429)
USUAL = Limits()
MANNER = Whole(MICROSECONDS)


class RssSource:
    """Feeds of all kinds, free of charge, each on a server of its own."""

    name = "rss"
    price = 0
    smallest_page = 1
    largest_page = 1
    largest_check = 100

    def __init__(self, *, may_reach: MayReach = is_public, reachable_at: str = "", limits: Limits = USUAL) -> None:
        """Take what tells the addresses that may be read, and where people find out who reads."""
        self._limits = limits
        self._adapter = PublicAdapter(limits, may_reach)
        self._headers = {"User-Agent": f"SupportAwards ({reachable_at})", "Accept": ACCEPTED}

    def manner_for(self, query: str) -> Whole:
        """Read every search alike."""
        return MANNER

    def may_ask(self, query: str) -> bool:
        """Let every feed through."""
        return True

    def fetch(self, request: PageRequest) -> Page:
        """Read one feed whole, unless its server says that it has not changed."""
        feed = request.query
        headers = {**self._headers, **asked_by(request.validators)}
        try:
            return within(self._limits.total, lambda: self._read(feed, headers))
        except Answered as refused:
            if refused.status == 304:
                return NOTHING_NEW
            raise refusal(refused, name_of(feed)) from None
        except NotPublic:
            sentence = f"{name_of(feed)} leads to a private address or to none on the web, so it is not read."
            raise SourceFailure(FailureKind.BAD_QUERY, sentence) from None
        except LostWay:
            raise later(f"{name_of(feed)} sends us on more than three times.") from None
        except NotAFeed:
            raise later(f"{name_of(feed)} answers with something that is not a feed.") from None
        except Exception as broken:
            raise later(network_failure(broken, name_of(feed)).sentence) from None

    def check(self, posts: Sequence[Known]) -> Mapping[str, Presence]:
        """Know nothing of what was: an item that left its feed may still stand on its page."""
        return dict.fromkeys((post.post_id for post in posts), Presence.UNKNOWN)

    def _read(self, feed: str, headers: Mapping[str, str]) -> Page:
        found_at, answer = fetch(feed, headers, self._adapter)
        content_type = answer.headers.get("content-type", "")
        page = read_feed(answer.content, content_type, feed=feed, found_at=found_at, now=clock.now())
        return replace(page, validators=told_by(answer))


def open_with(settings: Settings) -> RssSource:
    """Open the feeds; in development they may stand on this machine."""
    is_development = settings.env is Env.DEVELOPMENT
    return RssSource(
        may_reach=(lambda address: True) if is_development else is_public, reachable_at=settings.public_url
    )


def told_by(answer: requests.Response) -> str | None:
    """Keep what the server recognises its answer by."""
    told = {"etag": answer.headers.get("etag", ""), "modified": answer.headers.get("last-modified", "")}
    kept = {
        name: value for name, value in told.items() if value and len(value) <= VALIDATOR_LONGEST and value.isascii()
    }
    return json.dumps(kept) if kept else None


def asked_by(validators: str | None) -> dict[str, str]:
    """Ask for an answer only where it differs from the one we know."""
    kept: Any = json.loads(validators) if validators else {}
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {names[name]: str(value) for name, value in kept.items() if name in names and str(value).isprintable()}


def name_of(feed: str) -> str:
    """Name a feed by its host, which is enough to tell it from others in a sentence."""
    try:
        return f"The feed at {urlsplit(feed).hostname or feed[:80]}"
    except ValueError:
        return "The feed"


def later(sentence: str, after: timedelta | None = None) -> SourceFailure:
    """Leave one feed for later; the others are on other servers."""
    return SourceFailure(FailureKind.RETRY, sentence, after=after, is_of_one_search=True)


def refusal(answer: Answered, name: str) -> SourceFailure:
    """Say what a refusal means: some pass by, others are for a person to look into."""
    sentence = f"{name} answers with status {answer.status}."
    if answer.status >= 500 or answer.status in LATER:
        return later(sentence, retry_after(answer.headers))
    return SourceFailure(FailureKind.BAD_QUERY, sentence)
