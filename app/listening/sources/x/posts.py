"""Read one page of X's search answer, in either of its spellings."""

import json
import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime, timedelta
from typing import Any

from app.listening.cursor.marks import SNOWFLAKES
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
from app.listening.sources.protocol import FailureKind, Known, Page, PageRequest, Presence, Rate, SourceFailure

NETWORK = "x"
ID_LONGEST = 19
TOKEN_LONGEST = 500
AHEAD = timedelta(hours=1)
HANDLE = re.compile(r"\w{1,15}", re.ASCII)
LONG_TEXT = ("note_tweet", "note_post")
EDITS = ("edit_history_tweet_ids", "edit_history_post_ids")
LOST = ("resource-not-found", "not-authorized-for-resource", "disallowed-resource")

Fields = Mapping[str, Any]


def read_page(body: bytes, now: datetime, rate: Rate | None = None, request: PageRequest | None = None) -> Page:
    """Turn an answer into posts; an odd one is set aside and the others still count."""
    answer = read_answer(body)
    given = answer.get("data") or []
    if not isinstance(given, list):
        raise unusable()
    authors = read_authors(answer.get("includes"))
    outcomes = [read_one(fields, authors, now) for fields in given]
    ids = sorted(filter(within_reach(request, now), (fields["id"] for fields in given if is_id(fields))), key=int)
    return Page(
        posts=tuple(outcome for outcome in outcomes if isinstance(outcome, Post)),
        rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected)),
        newest_id=ids[-1] if ids else None,
        oldest_id=ids[0] if ids else None,
        next_token=read_token(answer.get("meta")),
        units=len(given),
        rate=rate,
    )


def within_reach(request: PageRequest | None, now: datetime) -> Callable[[str], bool]:
    """Tell which ids may move the cursor: none from the future, and none from below what was asked for.

    One id from the future would put the floor above every post to come, and nothing would be found again.
    """
    highest = int(SNOWFLAKES.mark_at(now + AHEAD))
    start = SNOWFLAKES.mark_at(request.start_at) if request is not None and request.start_at else "0"
    lowest = int((request.since_id if request is not None else None) or start)
    return lambda post_id: lowest <= int(post_id) <= highest


def read_answer(body: bytes, needed: tuple[str, ...] = ("data", "meta")) -> dict[str, Any]:
    """Read the JSON object of an answer, or fail for the whole page."""
    try:
        answer = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise unusable() from None
    if not isinstance(answer, dict) or not any(name in answer for name in needed):
        raise unusable()
    return answer


def unusable() -> SourceFailure:
    """Say that an answer was no page of posts."""
    return SourceFailure(FailureKind.RETRY, "X answered with something that is not a page of posts.", may_cost=True)


def read_token(meta: object) -> str | None:
    """Read the token of the next page."""
    token = meta.get("next_token") if isinstance(meta, dict) else None
    if isinstance(token, str) and len(token) > TOKEN_LONGEST:
        raise unusable()
    return token if isinstance(token, str) and token else None


def is_id(fields: object) -> bool:
    """Tell whether an item carries an id that can be compared."""
    post_id = fields.get("id") if isinstance(fields, dict) else None
    return isinstance(post_id, str) and post_id.isascii() and post_id.isdigit() and len(post_id) <= ID_LONGEST


def read_one(fields: object, authors: Mapping[str, Fields], now: datetime) -> Post | Rejected:
    """Read one post, or keep it aside with the reason."""
    try:
        if not isinstance(fields, dict) or not is_id(fields):
            raise Unusable("the post has no usable id", network=NETWORK)
        return read_post(fields, authors, now)
    except Unusable as wrong:
        post_id = fields["id"] if isinstance(fields, dict) and is_id(fields) else None
        raw = json.dumps([NETWORK, post_id, wrong.reason if post_id else fields], sort_keys=True)
        return Rejected(wrong.reason, fingerprint_of(raw.encode()), network=NETWORK, post_id=post_id)


def read_post(fields: dict[str, Any], authors: Mapping[str, Fields], now: datetime) -> Post:
    """Keep the few fields we need; the identity of a post is the first id of its edits."""
    author_id = read_name(fields.get("author_id"))
    author = authors.get(author_id, {})
    handle = read_handle(author.get("username"))
    version_id = fields["id"]
    return Post(
        network=NETWORK,
        post_id=root_id(fields),
        version_id=version_id,
        url=permalink(version_id, handle),
        text=read_text(long_text(fields) or fields.get("text")),
        lang=read_lang(fields.get("lang")),
        posted_at=read_instant(fields.get("created_at"), now),
        author_id=author_id,
        author_handle=handle,
        author_name=read_name(author.get("name")),
    )


def read_handle(given: object) -> str:
    """Read an author's handle; what is none would lead a link astray."""
    name = read_name(given)
    return name if HANDLE.fullmatch(name) else ""


def root_id(fields: Fields) -> str:
    """Return the id of a post's first version."""
    for name in EDITS:
        versions = fields.get(name)
        if isinstance(versions, list) and versions and is_id({"id": versions[0]}):
            return str(versions[0])
    return str(fields["id"])


def long_text(fields: Fields) -> object:
    """Return the full words of a long post, whose `text` is cut."""
    for name in LONG_TEXT:
        note = fields.get(name)
        if isinstance(note, dict) and note.get("text"):
            return note["text"]
    return None


def read_authors(includes: object) -> dict[str, Fields]:
    """Read the authors that came with the page, when any did."""
    users = includes.get("users") if isinstance(includes, dict) else None
    if not isinstance(users, list):
        return {}
    return {user["id"]: user for user in users if isinstance(user, dict) and isinstance(user.get("id"), str)}


def read_presence(body: bytes, posts: Sequence[Known]) -> dict[str, Presence]:
    """Read which posts are there, which have a newer version, and which X clearly says are not to be had."""
    answer = read_answer(body, needed=("data", "errors"))
    given = {fields["id"]: fields for fields in answer.get("data") or [] if is_id(fields)}
    lost = {lost_id(error) for error in answer.get("errors") or [] if is_about_a_lost_post(error)}
    lost |= {post_id for post_id, fields in given.items() if fields.get("withheld")}
    return {post.post_id: presence_of(post, given, lost) for post in posts}


def presence_of(post: Known, given: Mapping[str, Fields], lost: Set[object]) -> Presence:
    """Say what an answer tells of one post."""
    fields = given.get(post.version_id) or next((each for each in given.values() if is_version_of(post, each)), None)
    if post.version_id in lost or (fields is not None and fields["id"] in lost):
        return Presence.GONE
    if fields is None:
        return Presence.UNKNOWN
    newest = [fields["id"], *versions_of(fields)][-1]
    return Presence.PRESENT if newest == post.version_id else Presence.EDITED


def is_version_of(post: Known, fields: Fields) -> bool:
    """Tell whether an answer's post is another version of one we hold."""
    return post.version_id in versions_of(fields) or post.post_id in versions_of(fields)


def versions_of(fields: Fields) -> list[str]:
    """List the ids of all versions of a post, the first one first."""
    return next((versions for name in EDITS if isinstance(versions := fields.get(name), list)), [])


def is_about_a_lost_post(error: object) -> bool:
    """Tell a post that is deleted, withheld, or whose author is protected or suspended, from other errors."""
    return (
        isinstance(error, dict)
        and error.get("resource_type") in ("tweet", "post")
        and str(error.get("type", "")).endswith(LOST)
    )


def lost_id(error: Fields) -> object:
    """Return the id of the post that an error is about."""
    return error.get("resource_id") or error.get("value")


def permalink(post_id: str, handle: str = "") -> str:
    """Return the address of a post, which X finds by its id alone."""
    return f"https://x.com/{handle or 'i'}/status/{post_id}"
