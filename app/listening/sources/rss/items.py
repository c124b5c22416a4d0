"""Read the items of a feed: what each says, by what it is known again, and when it was written."""

import calendar
import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import urljoin

from app.listening.cursor.marks import MICROSECONDS
from app.listening.posts import (
    EARLIEST,
    Post,
    Rejected,
    Unusable,
    fingerprint_of,
    read_lang,
    read_name,
    read_text,
    read_url,
)
from app.listening.sources.plain import plain_text
from app.listening.sources.protocol import Page, Shown
from app.listening.sources.rss.parsing import Fields, NotAFeed, parse, text_in

NETWORK = "rss"
ITEMS_MOST = 500
TAGS, TAGS_MOST = (b"<", b"&"), 60_000


def read_feed(body: bytes, content_type: str, *, feed: str, found_at: str, now: datetime) -> Page:
    """Turn a feed into posts; an odd item is set aside and the others still count.

    `feed` is the address a watch names, `found_at` the one it led to. On broken markup feedparser takes time by the
    square of its tags, so a body of more tags than a feed has is not tried.
    """
    if sum(map(body.count, TAGS)) > TAGS_MOST:
        raise NotAFeed
    return page_of(parse(body, content_type), feed=feed, found_at=found_at, now=now)


def page_of(read: Fields, *, feed: str, found_at: str, now: datetime) -> Page:
    """Turn what was found in a feed into posts."""
    lang, entries = read_lang(read["language"]), newest_first(read["entries"], now)[:ITEMS_MOST]
    names = identities_of(entries, feed)
    outcomes = [
        read_one(entry, name, found_at=found_at, lang=lang, now=now) for entry, name in zip(entries, names, strict=True)
    ]
    moments = sorted(moment for entry in entries if (moment := written_at(entry, now)) is not None)
    return Page(
        posts=tuple(outcome for outcome in outcomes if isinstance(outcome, Post)),
        rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected)),
        newest_id=MICROSECONDS.mark_at(moments[-1]) if moments else None,
        oldest_id=MICROSECONDS.mark_at(moments[0]) if moments else None,
        next_token=None,
        units=len(entries),
        shown=Shown(tuple(names), now),
    )


def newest_first(entries: Sequence[Fields], now: datetime) -> list[Fields]:
    """Turn round a feed whose dates rise from one item to the next; what they do not tell is as it should be."""
    moments = [moment for entry in entries if (moment := written_at(entry, now)) is not None]
    steps = [(one > other) - (one < other) for one, other in pairwise(moments)]
    return list(reversed(entries)) if sum(steps) < 0 else list(entries)


def read_one(entry: Fields, post_id: str, *, found_at: str, lang: str, now: datetime) -> Post | Rejected:
    """Read one item, or keep it aside with the reason."""
    try:
        return read_item(entry, post_id, found_at=found_at, lang=lang, now=now)
    except Unusable as wrong:
        raw = f"{NETWORK} {post_id} {wrong.reason}".encode()
        return Rejected(wrong.reason, fingerprint_of(raw), network=NETWORK, post_id=post_id)


def read_item(entry: Fields, post_id: str, *, found_at: str, lang: str, now: datetime) -> Post:
    """Keep the few fields we need.

    Without a usable date an item counts as written when it was first seen; without a date of its last change each
    reading counts as a newer version, and storing finds out whether it says anything new.
    """
    return Post(
        network=NETWORK,
        post_id=post_id,
        version_id=MICROSECONDS.mark_at(changed_at(entry, now) or now),
        url=address_of(entry, found_at),
        text=read_text(words_of(entry)),
        lang=lang,
        posted_at=written_at(entry, now) or now,
        author_id="",
        author_handle="",
        author_name=read_name(text_in(entry, "author")),
    )


def identities_of(entries: Sequence[Fields], feed: str) -> list[str]:
    """Name items by their feed and what they are known by there.

    That is the id, else the link unless several items share it, else all that an item says.
    """
    links = Counter(text_in(entry, "link") for entry in entries if not text_in(entry, "id"))
    known = [text_in(entry, "id") or link_of_its_own(entry, links) or all_said_in(entry) for entry in entries]
    return [hashlib.sha256(f"{feed}\n{each}".encode(errors="replace")).hexdigest() for each in known]


def link_of_its_own(entry: Fields, links: Counter[str]) -> str:
    """Return the link of an item that leads to it alone."""
    link = text_in(entry, "link")
    return link if links[link] == 1 else ""


def all_said_in(entry: Fields) -> str:
    """Return what tells an item from others when it has neither id nor link of its own."""
    return "\n".join(text_in(entry, name) for name in ("title", "published", "summary"))


def address_of(entry: Fields, found_at: str) -> str:
    """Return where people read an item, else where its feed is; a bare id is no address, though feeds call it one."""
    link, known_as = text_in(entry, "link"), text_in(entry, "id")
    is_bare_id = bool(known_as) and "://" not in known_as and link.endswith(known_as)
    try:
        return read_url(urljoin(found_at, "" if is_bare_id else link))
    except (Unusable, ValueError):
        return read_url(found_at)


def words_of(entry: Fields) -> str:
    """Return title and words; a title that only repeats how the words begin is left out."""
    given = text_in(entry, "content") or text_in(entry, "summary")
    title, words = plain_text(text_in(entry, "title")), plain_text(given)
    if not title or words.startswith(title.rstrip("….")):
        return words
    return f"{title}\n\n{words}" if words else title


def written_at(entry: Fields, now: datetime) -> datetime | None:
    """Return when an item was written, as far as it says so believably."""
    return moment_in(entry, "published_parsed", now) or moment_in(entry, "updated_parsed", now)


def changed_at(entry: Fields, now: datetime) -> datetime | None:
    """Return when an item was last changed, as far as it says so."""
    return moment_in(entry, "updated_parsed", now)


def moment_in(entry: Fields, name: str, now: datetime) -> datetime | None:
    """Read a date, unless it lies before there were posts or in the future."""
    if name not in entry:
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(tuple(entry[name])), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if EARLIEST <= moment <= now + timedelta(minutes=5) else None
