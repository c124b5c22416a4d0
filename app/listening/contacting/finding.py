"""Read a handle or the address of a profile into the hashes an author would be known by."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.errors import Refused
from app.listening.contacting.names import hash_of_handle, hash_of_id, present

X_HOSTS = ("x.com", "twitter.com", "www.x.com", "www.twitter.com", "mobile.x.com", "mobile.twitter.com")
HANDLES = {
    "x": re.compile(r"\w{1,15}", re.ASCII),
    "bluesky": re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]*", re.IGNORECASE),
    "mastodon": re.compile(r"\w[\w.-]*@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*", re.IGNORECASE),
}
UNREADABLE = "Give a handle such as @ada, or the address of a profile such as https://x.com/ada"
ASK_NETWORK = "Choose the network this handle is of"


@dataclass(frozen=True, slots=True)
class Person:
    """An author as somebody typed them, already without a name."""

    network: str
    hashes: tuple[str, ...]


def read_person(typed: str, network: str = "") -> Person:
    """Read who is meant; what is typed is hashed and kept nowhere."""
    who = typed.strip()
    if "://" in who or "/" in who:
        return person_at(who)
    if who.startswith("did:"):
        return person("bluesky", author_id=who)
    bare = who.lstrip("@")
    chosen = network or ("mastodon" if "@" in bare else "")
    if not chosen:
        raise Refused(ASK_NETWORK, field="network")
    return with_handle(chosen, bare)


def person_at(address: str) -> Person:
    """Read the address of a profile."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        raise Refused(UNREADABLE, field="who") from None
    first, *more = [part for part in parts.path.split("/") if part] or [""]
    host = (parts.hostname or "").lower()
    if host in X_HOSTS:
        return with_handle("x", first)
    if host == "bsky.app" and first == "profile" and more:
        return person("bluesky", author_id=more[0]) if more[0].startswith("did:") else with_handle("bluesky", more[0])
    if first.startswith("@"):
        return mastodon_person(host, first.lstrip("@"))
    if first == "users" and more:
        return mastodon_person(host, more[0])
    raise Refused(UNREADABLE, field="who")


def mastodon_person(host: str, name: str) -> Person:
    """Know a member of a Mastodon server by the handle, and by the id servers of that kind use."""
    local, _, far = name.partition("@")
    handle = f"{local}@{far or host}"
    if not HANDLES["mastodon"].fullmatch(handle):
        raise Refused(UNREADABLE, field="who")
    return person("mastodon", handle=handle, author_id=f"https://{far or host}/users/{local}")


def with_handle(network: str, handle: str) -> Person:
    """Know somebody by the handle alone."""
    if network == "mastodon" and "@" in handle:
        local, _, host = handle.partition("@")
        return mastodon_person(host, local)
    shape = HANDLES.get(network)
    if not handle or " " in handle or (shape is not None and not shape.fullmatch(handle)):
        raise Refused(UNREADABLE, field="who")
    return person(network, handle=handle)


def person(network: str, *, author_id: str = "", handle: str = "") -> Person:
    """Hash what is known."""
    return Person(network, tuple(present((hash_of_id(network, author_id), hash_of_handle(network, handle)))))
