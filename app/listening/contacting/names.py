"""Name an author by nothing but keyed hashes: of the id, and of the handle, which the same person may change."""

from collections.abc import Iterable

from app.web.links import keyed_hash

WORLDWIDE = ("did:", "http://", "https://")


def hash_of_id(network: str, author_id: str) -> str | None:
    """Hash an author's id; one that is the same on every network is hashed without the network's name."""
    if not author_id:
        return None
    is_worldwide = author_id.startswith(WORLDWIDE)
    return keyed_hash("author", author_id if is_worldwide else f"{network}|id|{author_id}")


def hash_of_handle(network: str, handle: str) -> str | None:
    """Hash a handle as people write it, whatever its letter case."""
    bare = handle.strip().lstrip("@").casefold()
    return keyed_hash("author", f"{network}|handle|{bare}") if bare else None


def hash_of_post(network: str, post_id: str) -> str:
    """Stand in for an author of whom nothing is known but one post."""
    return keyed_hash("author", f"{network}|post|{post_id}")


def hashes_of(network: str, *, author_id: str, handle: str) -> list[str]:
    """List what an author is known by, always in one order."""
    return present((hash_of_id(network, author_id), hash_of_handle(network, handle)))


def present(hashes: Iterable[str | None]) -> list[str]:
    """Leave out what is not known, and put the rest in one order for everybody."""
    return sorted({each for each in hashes if each})
