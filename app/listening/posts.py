"""Take in one public post from outside: check it, clean it, or say what is wrong with it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

TEXT_LONGEST = 10_000
NAME_LONGEST = 200
URL_LONGEST = 2_000
EARLIEST = datetime(2006, 3, 21, tzinfo=UTC)
NETWORK = re.compile(r"[a-z][a-z0-9_-]{0,29}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.IGNORECASE)
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")
NOT_IN_ADDRESSES = re.compile("[\\s\\\\\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Unusable(ValueError):
    """A post that cannot be kept, with the reason in words and its id as far as known."""

    def __init__(self, reason: str, *, network: str | None = None, post_id: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.network = network
        self.post_id = post_id


@dataclass(frozen=True, slots=True)
class Post:
    """One public post, cleaned; `post_id` is the first version's, `version_id` the one read.

    Versions are digits that grow with each edit; `local_id` is what the server we asked calls a post that has another
    name in its network; `is_members_only` says that its author asks not to be shown to people who are not signed in.
    """

    network: str
    post_id: str
    version_id: str
    url: str
    text: str
    lang: str
    posted_at: datetime
    author_id: str
    author_handle: str
    author_name: str
    local_id: str = ""
    is_members_only: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A post that was kept aside: what is known of it and why, never its body."""

    reason: str
    fingerprint: str
    network: str | None = None
    post_id: str | None = None
    line_number: int | None = None


def post_from(fields: dict[str, object], *, network: str | None, now: datetime) -> Post:
    """Make a post from one line of an import file."""
    network = read_network(fields.get("network") or network)
    post_id = read_id(fields.get("id"), network)
    try:
        author = read_author(fields.get("author"))
        return Post(
            network=network,
            post_id=post_id,
            version_id=post_id,
            url=read_url(fields.get("url")),
            text=read_text(fields.get("text")),
            lang=read_lang(fields.get("lang")),
            posted_at=read_instant(fields.get("posted_at"), now),
            author_id=read_name(author.get("id")),
            author_handle=read_name(author.get("handle")).lstrip("@"),
            author_name=read_name(author.get("name")),
        )
    except Unusable as wrong:
        raise Unusable(wrong.reason, network=network, post_id=post_id) from wrong


def read_network(value: object) -> str:
    """Read the name of a network, such as x."""
    if isinstance(value, str) and NETWORK.fullmatch(value.strip().lower()):
        return value.strip().lower()
    raise Unusable("the network (key “network”, such as x) is missing; name one for all lines with --source")


def read_id(value: object, network: str) -> str:
    """Read the network's own id of a post, as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise Unusable("the post has no id (key “id”)", network=network)
    post_id = clean(value).strip()
    if not 0 < len(post_id) <= NAME_LONGEST or any(letter.isspace() for letter in post_id):
        raise Unusable("the id of the post is too long or has spaces in it", network=network)
    return post_id


def read_text(value: object) -> str:
    """Read the words of a post, unaltered but for what no database can hold."""
    if not isinstance(value, str):
        raise Unusable("the post has no text (key “text”)")
    text = clean(value)[:TEXT_LONGEST]
    if not text.strip():
        raise Unusable("the text of the post is empty")
    return text


def read_url(value: object) -> str:
    """Read a web address that is safe to link to."""
    if not isinstance(value, str):
        raise Unusable("the post has no address (key “url”)")
    url = clean(value).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Unusable("the address of the post is not a web address") from None
    is_odd = "@" in parts.netloc or len(url) > URL_LONGEST or NOT_IN_ADDRESSES.search(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or is_odd:
        raise Unusable("the address of the post is not a web address")
    return url


def read_instant(value: object, now: datetime) -> datetime:
    """Read a moment with its zone; a clock time without a zone is refused."""
    if not isinstance(value, str) or not INSTANT.fullmatch(value.strip()):
        raise Unusable("the time of the post (key “posted_at”) must look like 2026-11-20T21:04:00Z")
    try:
        moment = datetime.fromisoformat(value.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unusable("the time of the post is not a real date") from None
    if not EARLIEST <= moment <= now + timedelta(days=1):
        raise Unusable("the time of the post lies in the future or before 2006")
    return moment


def read_lang(value: object) -> str:
    """Read a language tag; what is not one counts as undetermined."""
    if isinstance(value, str) and LANGUAGE.fullmatch(value.strip()):
        return value.strip().lower()
    return "und"


def read_author(value: object) -> dict[str, object]:
    """Read who wrote the post; all of it may be missing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unusable("the author (key “author”) must be an object with id, handle and name")
    return cast(dict[str, object], value)


def read_name(value: object) -> str:
    """Read a short piece of text such as a name; anything else is empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    return one_line(value, NAME_LONGEST)


def one_line(text: str, longest: int) -> str:
    """Write words from outside on one line, without signs that turn the words beside them round."""
    return " ".join(DIRECTIONS.sub("", clean(text)).split())[:longest]


def clean(text: str) -> str:
    """Take out what a database or a page cannot carry: NUL, lone surrogates, control characters."""
    return CONTROLS.sub("", UNSTORABLE.sub("", text))


def fingerprint_of(raw: bytes) -> str:
    """Name a rejected line by a digest, so that reading it twice keeps it aside once."""
    return hashlib.sha256(raw).hexdigest()
