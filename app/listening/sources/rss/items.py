"""Read the items of a feed: what each says, by what it is known again, and when it was written."""

import calendar
import hashlib
import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser

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
from app.listening.sources.protocol import Page

NETWORK = "rss"
ITEMS_MOST = 500
TAGS, TAGS_MOST = (b"<", b"&"), 60_000

Fields = dict[str, Any]


class NotAFeed(Exception):
    """A body in which there is no feed."""


def read_feed(body: bytes, content_type: str, *, feed: str, found_at: str, now: datetime) -> Page:
    """Turn a feed into posts; an odd item is set aside and the others still count.

    `feed` is the address a watch names, `found_at` the one it led to; the body goes in as a stream, since feedparser
    takes text for an address or a file.
    """
    read = parse(body, {"content-type": content_type})
    lang = read_lang(dict.get(read["feed"], "language"))
    entries = read["entries"][:ITEMS_MOST]
    outcomes = [read_one(entry, feed=feed, found_at=found_at, lang=lang, now=now) for entry in entries]
    moments = sorted(moment for entry in entries if (moment := written_at(entry, now)) is not None)
    return Page(
        posts=tuple(outcome for outcome in outcomes if isinstance(outcome, Post)),
        rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected)),
        newest_id=MICROSECONDS.mark_at(moments[-1]) if moments else None,
        oldest_id=MICROSECONDS.mark_at(moments[0]) if moments else None,
        next_token=None,
        units=len(entries),
    )


def parse(body: bytes, headers: Mapping[str, str]) -> Any:
    """Give a body to feedparser, which finds something in nearly anything; what is no feed has no version.

    On broken markup it takes time by the square of its tags, so a body of more tags than a feed has is not tried.
    """
    if sum(map(body.count, TAGS)) > TAGS_MOST:
        raise NotAFeed
    try:
        read = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:
        raise NotAFeed from None
    if not read.get("version") and not read["entries"]:
        raise NotAFeed
    return read


def read_one(entry: Fields, *, feed: str, found_at: str, lang: str, now: datetime) -> Post | Rejected:
    """Read one item, or keep it aside with the reason."""
    post_id = identity_of(entry, feed)
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


def identity_of(entry: Fields, feed: str) -> str:
    """Name an item by its feed and what it is known by there: its id, else its link, else its title and date."""
    known_by = text_in(entry, "id") or text_in(entry, "link")
    if not known_by:
        known_by = f"{text_in(entry, 'title')}\n{text_in(entry, 'published')}"
    return hashlib.sha256(f"{feed}\n{known_by}".encode(errors="replace")).hexdigest()


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
    contents = dict.get(entry, "content")
    held = [each.get("value") for each in contents if isinstance(each, dict)] if isinstance(contents, list) else []
    given = next((each for each in held if isinstance(each, str) and each), text_in(entry, "summary"))
    title, words = plain_text(text_in(entry, "title")), plain_text(given)
    if not title or words.startswith(title.rstrip("….")):
        return words
    return f"{title}\n\n{words}" if words else title


def text_in(entry: Fields, name: str) -> str:
    """Return a field as text; feedparser's own lookup would answer for missing dates with other ones."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def written_at(entry: Fields, now: datetime) -> datetime | None:
    """Return when an item was written, as far as it says so believably."""
    return moment_in(entry, "published_parsed", now) or moment_in(entry, "updated_parsed", now)


def changed_at(entry: Fields, now: datetime) -> datetime | None:
    """Return when an item was last changed, as far as it says so."""
    return moment_in(entry, "updated_parsed", now)


def moment_in(entry: Fields, name: str, now: datetime) -> datetime | None:
    """Read a date, unless it lies before there were posts or in the future."""
    given = dict.get(entry, name)
    if not isinstance(given, struct_time):
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(given), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if EARLIEST <= moment <= now + timedelta(minutes=5) else None
