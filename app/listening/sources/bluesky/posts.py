"""Read one page of Bluesky's search answer, post by post."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from app.listening.cursor.marks import EPOCH, MICROSECONDS
from app.listening.posts import (
    Post,
    Rejected,
    Unusable,
    fingerprint_of,
    read_instant,
    read_lang,
    read_name,
    read_text,
)
from app.listening.sources.bluesky.answers import read_object
from app.listening.sources.protocol import FailureKind, Known, Page, PageRequest, Presence, Rate, SourceFailure

NETWORK = "bluesky"
URI = re.compile(r"at://(did:[a-z]+:[\w.:%-]+)/app\.bsky\.feed\.post/([\w.:~-]+)", re.ASCII)
URI_LONGEST = 200
HANDLE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
UNKNOWN_HANDLE = "handle.invalid"
INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)\d*(Z|[+-]\d\d:\d\d)", re.ASCII)
CURSOR_LONGEST = 500
HIDDEN = ("!hide", "!takedown")
MEMBERS_ONLY = "!no-unauthenticated"
GRAIN = 1_000

Fields = Mapping[str, Any]


def read_page(body: bytes, request: PageRequest, now: datetime, rate: Rate | None = None) -> Page:
    """Turn an answer into posts; an odd one is set aside and the others still count."""
    answer = read_object(body)
    given = answer.get("posts") if answer is not None else None
    if answer is None or not isinstance(given, list):
        raise unusable()
    outcomes = [read_one(view, now) for view in given]
    newest, oldest = edges([sort_mark(view) for view in given], request)
    return Page(
        posts=tuple(outcome for outcome in outcomes if isinstance(outcome, Post)),
        rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected)),
        newest_id=newest,
        oldest_id=oldest,
        next_token=read_cursor(answer.get("cursor")),
        units=len(given),
        rate=rate,
    )


def unusable() -> SourceFailure:
    """Say that an answer was no page of posts."""
    return SourceFailure(FailureKind.RETRY, "Bluesky answered with something that is not a page of posts.")


def read_cursor(cursor: object) -> str | None:
    """Read the token of the next page."""
    if not isinstance(cursor, str) or not cursor:
        return None
    if len(cursor) > CURSOR_LONGEST or not cursor.isprintable():
        raise unusable()
    return cursor


def edges(marks: Sequence[int | None], request: PageRequest) -> tuple[str | None, str | None]:
    """Return the newest and the oldest moment of a page, as marks.

    Only what lies within the time we asked for counts. Where posts do not come newest first by the times we can see,
    there is no oldest: nothing tells how far down the page reaches, and reading follows the network's own order.
    """
    low, high = int(request.since_id or 0), int(request.until_id or 2**63)
    told = [mark for mark in marks if mark is not None]
    inside = [mark for mark in told if low <= mark < high]
    grains = [mark // GRAIN for mark in told]
    is_in_order = len(inside) == len(told) and grains == sorted(grains, reverse=True)
    newest = str(max(inside)) if inside else None
    return newest, str(min(inside)) if inside and is_in_order else None


def sort_mark(view: object) -> int | None:
    """Return the time by which a post is sorted, as a mark."""
    moment = sorted_at(view) if isinstance(view, dict) else None
    return int(MICROSECONDS.mark_at(moment)) if moment is not None else None


def sorted_at(view: Fields) -> datetime | None:
    """Return the time by which Bluesky sorts a post: when it says it was written, but never after it was seen."""
    record = view.get("record")
    written = moment_in(record.get("createdAt")) if isinstance(record, dict) else None
    seen = moment_in(view.get("indexedAt"))
    if written is None or written <= EPOCH:
        return seen
    return written if seen is None else min(written, seen)


def moment_in(value: object) -> datetime | None:
    """Read a moment as Bluesky writes it, with any number of decimals."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) and len(value) <= 64 else None
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[1] + found[2]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_one(view: object, now: datetime) -> Post | Rejected:
    """Read one post, or keep it aside with the reason."""
    uri = view.get("uri") if isinstance(view, dict) and is_uri(view.get("uri")) else None
    try:
        if not isinstance(view, dict) or uri is None:
            raise Unusable("the post has no usable address", network=NETWORK)
        return read_post(view, uri, now)
    except Unusable as wrong:
        raw = json.dumps([NETWORK, uri, wrong.reason if uri else view], sort_keys=True)
        return Rejected(wrong.reason, fingerprint_of(raw.encode()), network=NETWORK, post_id=uri)


def is_uri(uri: object) -> bool:
    """Tell whether this is the address of a post, of a length we can keep."""
    return isinstance(uri, str) and len(uri) <= URI_LONGEST and URI.fullmatch(uri) is not None


def read_post(view: Fields, uri: str, now: datetime) -> Post:
    """Keep the few fields we need."""
    author, record = view.get("author"), view.get("record")
    if not isinstance(author, dict) or not isinstance(record, dict):
        raise Unusable("the post lacks its author or its record")
    did, key = uri.removeprefix("at://").split("/")[0], uri.rpartition("/")[2]
    if author.get("did") != did:
        raise Unusable("the author is not the one in the address of the post")
    if any(has_label(view, label) or has_label(author, label) for label in HIDDEN):
        raise Unusable("Bluesky hides this post or its author")
    moment = sorted_at(view)
    if moment is None:
        raise Unusable("the post has no usable time")
    handle = read_handle(author.get("handle"))
    return Post(
        network=NETWORK,
        post_id=uri,
        version_id=version_of(view, moment),
        url=permalink(handle or did, key),
        text=read_text(record.get("text")),
        lang=first_language(record.get("langs")),
        posted_at=read_instant(moment.isoformat(), now),
        author_id=did,
        author_handle=handle,
        author_name=read_name(author.get("displayName")),
        is_members_only=has_label(author, MEMBERS_ONLY),
    )


def version_of(view: Fields, moment: datetime) -> str:
    """Return when Bluesky took in this version of a post, which grows when it takes in another."""
    return MICROSECONDS.mark_at(moment_in(view.get("indexedAt")) or moment)


def read_handle(handle: object) -> str:
    """Read the author's handle; Bluesky writes a stand-in where it could not be confirmed."""
    name = read_name(handle)
    return name if HANDLE.fullmatch(name) and name != UNKNOWN_HANDLE else ""


def first_language(langs: object) -> str:
    """Return the first language the author named."""
    return read_lang(langs[0]) if isinstance(langs, list) and langs else read_lang(None)


def has_label(labelled: Fields, value: str) -> bool:
    """Tell whether a post or an author bears a label that was not taken back."""
    labels = labelled.get("labels")
    given = labels if isinstance(labels, list) else []
    return any(isinstance(each, dict) and each.get("val") == value and not each.get("neg") for each in given)


def permalink(author: str, key: str) -> str:
    """Return the address at which people read a post."""
    return f"https://bsky.app/profile/{author}/post/{key}"


def read_presence(body: bytes, posts: Sequence[Known]) -> dict[str, Presence]:
    """Read which posts are there; one that is missing counts as gone only in an answer that is sound throughout."""
    answer = read_object(body)
    given = answer.get("posts") if answer is not None else None
    if not isinstance(given, list):
        raise unusable()
    asked = {post.post_id for post in posts}
    views = {view["uri"]: view for view in given if isinstance(view, dict) and is_uri(view.get("uri"))}
    is_sound = len(views) == len(given) and views.keys() <= asked and (bool(views) or len(posts) == 1)
    missing = Presence.GONE if is_sound else Presence.UNKNOWN
    return {post.post_id: presence_of(post, views.get(post.post_id), missing) for post in posts}


def presence_of(post: Known, view: Fields | None, missing: Presence) -> Presence:
    """Say what an answer tells of one post; the words of a newer version are read by the next search."""
    if view is None:
        return missing
    moment = sorted_at(view)
    if moment is None or not post.version_id.isdecimal():
        return Presence.PRESENT
    return Presence.EDITED if int(version_of(view, moment)) > int(post.version_id) else Presence.PRESENT
