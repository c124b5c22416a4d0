"""Read the address of a post that somebody pasted: which network it is of, and by what it is known there."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit, urlunsplit

from app.errors import Refused
from app.listening.cursor.marks import SNOWFLAKES
from app.listening.posts import NAME_LONGEST, Unusable, read_url

X_HOSTS = ("x.com", "twitter.com")
X_POST = re.compile(r"/(?:i/web|i|(?P<handle>\w{1,15}))/status(?:es)?/(?P<id>\d{1,19})(?:/.*)?", re.ASCII)
BLUESKY_POST = re.compile(r"/profile/(?P<author>[\w.:%-]+)/post/(?P<key>[\w.:~-]+)/?", re.ASCII)
MASTODON_POST = re.compile(r"/(?:@(?P<shown>\w+)|users/(?P<named>\w+)/statuses)/(?P<id>\d{5,20})/?", re.ASCII)
NO_VERSION = "0"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands; `posted_at` and `handle` are known where the address tells them."""

    network: str
    post_id: str
    url: str
    version_id: str = NO_VERSION
    handle: str = ""
    posted_at: datetime | None = None


def place_of(address: str) -> Place:
    """Read an address into the same names under which a post of that network would be found."""
    parts = parts_of(address)
    host = str(parts.hostname).removeprefix("www.").removeprefix("mobile.")
    if host in X_HOSTS:
        return x_place(parts)
    if host == "bsky.app" and (found := BLUESKY_POST.fullmatch(parts.path)):
        return bluesky_place(found["author"], found["key"])
    if found := MASTODON_POST.fullmatch(parts.path):
        return mastodon_place(host, found["shown"] or found["named"], found["id"])
    return web_place(parts)


def parts_of(address: str) -> SplitResult:
    """Take a web address apart, also one pasted without its beginning."""
    try:
        parts = urlsplit(read_url(address if "://" in address else f"https://{address}"))
        is_whole = "." in (parts.hostname or "") and parts.port != 0 and "@" not in parts.netloc
    except (Unusable, ValueError):
        is_whole = False
    if not is_whole:
        raise Refused("Paste the whole address of the post, such as https://x.com/ada/status/19", field="address")
    return parts


def x_place(parts: SplitResult) -> Place:
    """Read the number of a post on X, which also tells when it was written."""
    found = X_POST.fullmatch(parts.path)
    if found is None:
        raise Refused("This is a page of X, but no post. Open the post itself and copy its address.", field="address")
    post_id, handle = found["id"], found["handle"] or ""
    at = SNOWFLAKES.moment_of(post_id)
    return Place("x", post_id, f"https://x.com/{handle or 'i'}/status/{post_id}", post_id, handle, at)


def bluesky_place(author: str, key: str) -> Place:
    """Name a post on Bluesky as its own addresses do; `author` may be a handle, which people may change."""
    handle = "" if author.startswith("did:") else author
    uri = f"at://{author}/app.bsky.feed.post/{key}"
    return Place("bluesky", uri, f"https://bsky.app/profile/{author}/post/{key}", handle=handle)


def mastodon_place(host: str, author: str, number: str) -> Place:
    """Name a post on a Mastodon server as the server itself does."""
    uri = f"https://{host}/users/{author}/statuses/{number}"
    return Place("mastodon", uri, f"https://{host}/@{author}/{number}", handle=f"{author}@{host}")


def web_place(parts: SplitResult) -> Place:
    """Know any other page by its address, without what only scrolls."""
    url = urlunsplit(parts._replace(netloc=parts.netloc.lower(), fragment=""))
    known_by = url if len(url) <= NAME_LONGEST else hashlib.sha256(url.encode()).hexdigest()
    return Place("web", known_by, url)
