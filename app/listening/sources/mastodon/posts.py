"""Read posts as Mastodon's API gives them, one by one."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from app.listening.cursor.marks import MICROSECONDS
from app.listening.posts import (
    Post,
    Rejected,
    Unusable,
    fingerprint_of,
    read_instant,
    read_lang,
    read_name,
    read_text,
    read_url,
)
from app.listening.sources.mastodon.answers import read_json
from app.listening.sources.plain import plain_text
from app.listening.sources.protocol import FailureKind, Known, Presence, SourceFailure

NETWORK = "mastodon"
URI_LONGEST = 200
ID_LONGEST = 20
NO_BOTS = re.compile(r"#no(bots?|index)\b", re.IGNORECASE)

Fields = Mapping[str, Any]


def list_given(body: bytes, *, is_search: bool) -> list[Any]:
    """Return the posts of an answer, unread; fail for the whole page where there is no list of them."""
    answer = read_json(body)
    given = answer.get("statuses") if is_search and isinstance(answer, dict) else answer
    if not isinstance(given, list):
        raise SourceFailure(FailureKind.RETRY, "Mastodon answered with something that is not a page of posts.")
    return given


def read_posts(given: Sequence[Any], host: str, now: datetime) -> tuple[tuple[Post, ...], tuple[Rejected, ...]]:
    """Turn what was given into posts; an odd one is set aside and the others still count."""
    outcomes = [read_one(status, host, now) for status in given if not is_passed_over(status)]
    posts = tuple(outcome for outcome in outcomes if isinstance(outcome, Post))
    return posts, tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected))


def is_passed_over(status: object) -> bool:
    """Tell a post that is not for everybody, repeats another one, or whose author wants no program to keep it."""
    if not isinstance(status, dict):
        return False
    if status.get("visibility") != "public" or isinstance(status.get("reblog"), dict):
        return True
    account = status.get("account")
    return isinstance(account, dict) and wants_no_bots(account)


def wants_no_bots(account: Fields) -> bool:
    """Tell whether an author does not want to be indexed, by a setting or by the custom of #nobot in a profile."""
    if account.get("noindex") is True or account.get("indexable") is False:
        return True
    fields = account.get("fields")
    lines: list[Any] = (
        [each.get("value") for each in fields if isinstance(each, dict)] if isinstance(fields, list) else []
    )
    said = [account.get("note"), account.get("display_name"), *lines]
    return any(NO_BOTS.search(plain_text(each)) for each in said if isinstance(each, str))


def read_one(status: object, host: str, now: datetime) -> Post | Rejected:
    """Read one post, or keep it aside with the reason."""
    uri = status.get("uri") if isinstance(status, dict) and is_uri(status.get("uri")) else None
    try:
        if not isinstance(status, dict) or uri is None:
            raise Unusable("the post has no usable address", network=NETWORK)
        return read_post(status, uri, host, now)
    except Unusable as wrong:
        raw = json.dumps([NETWORK, uri, wrong.reason if uri else status], sort_keys=True)
        return Rejected(wrong.reason, fingerprint_of(raw.encode()), network=NETWORK, post_id=uri)


def is_uri(uri: object) -> bool:
    """Tell whether this can name a post, at a length we can keep."""
    return isinstance(uri, str) and 0 < len(uri) <= URI_LONGEST and uri.isascii() and uri.isprintable()


def read_post(status: Fields, uri: str, host: str, now: datetime) -> Post:
    """Keep the few fields we need; `uri` is the same on every server, the id only on the one we ask."""
    account = status.get("account")
    if not isinstance(account, dict):
        raise Unusable("the post lacks its author")
    posted = moment_in(status.get("created_at"))
    if posted is None:
        raise Unusable("the post has no usable time")
    return Post(
        network=NETWORK,
        post_id=uri,
        version_id=MICROSECONDS.mark_at(moment_in(status.get("edited_at")) or posted),
        url=read_url(status.get("url") or uri),
        text=read_text(words_of(status)),
        lang=read_lang(status.get("language")),
        posted_at=read_instant(posted.isoformat(), now),
        author_id=read_name(account.get("uri") or account.get("url") or account.get("id")),
        author_handle=full_handle(read_name(account.get("acct")), host),
        author_name=read_name(account.get("display_name") or account.get("username")),
        local_id=local_id(status.get("id"), host),
    )


def words_of(status: Fields) -> str:
    """Return the warning an author put before a post, and its words."""
    given = (status.get("spoiler_text"), status.get("content"))
    parts = [plain_text(part) for part in given if isinstance(part, str)]
    return "\n\n".join(filter(None, parts))


def full_handle(acct: str, host: str) -> str:
    """Name the server of an author too, which a server leaves out for its own members."""
    return acct if not acct or "@" in acct else f"{acct}@{host}"


def local_id(given: object, host: str) -> str:
    """Write the id of a post with the server that gave it, since on another one it names another post."""
    name = read_name(given)
    return f"{name}@{host}" if name else ""


def moment_in(value: object) -> datetime | None:
    """Read a moment as Mastodon writes it; a date alone or a time without zone is none."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def marks_in(given: Sequence[Any]) -> list[str]:
    """List the ids that are numbers, which grow with time."""
    return sorted(filter(is_mark, ids_in(given)), key=int)


def has_other_ids(given: Sequence[Any]) -> bool:
    """Tell whether this is the page of other software, whose ids are no numbers."""
    return any(not is_mark(each) for each in ids_in(given))


def ids_in(given: Sequence[Any]) -> list[str]:
    """List the ids of a page."""
    ids = [each.get("id") for each in given if isinstance(each, dict)]
    return [each for each in ids if isinstance(each, str)]


def is_mark(given: str) -> bool:
    """Tell whether an id is a number that can be compared."""
    return given.isascii() and given.isdigit() and len(given) <= ID_LONGEST


def moments_in(given: Sequence[Any], now: datetime) -> list[datetime]:
    """List the times of a page, which tell how far it reaches where ids do not."""
    moments = [moment_in(status.get("created_at")) for status in given if isinstance(status, dict)]
    return sorted(moment for moment in moments if moment is not None and moment <= now)


def presence_in(status: int, body: bytes, post: Known) -> Presence:
    """Read whether a post is there; only a server's own word that it is not counts as gone."""
    answer = read_json(body)
    fields = answer if isinstance(answer, dict) else {}
    if status == 410 or (status == 404 and "error" in fields):
        return Presence.GONE
    if status != 200 or fields.get("uri") != post.post_id:
        return Presence.UNKNOWN
    moment = moment_in(fields.get("edited_at"))
    if moment is None or not post.version_id.isdecimal():
        return Presence.PRESENT
    return Presence.EDITED if int(MICROSECONDS.mark_at(moment)) > int(post.version_id) else Presence.PRESENT
