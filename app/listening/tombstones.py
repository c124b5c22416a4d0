"""Know which posts were wiped, by nothing but a keyed hash, so that none of them is stored again."""

from collections.abc import Iterable

from sqlalchemy import select

from app.extensions import db
from app.listening.models import Tombstone
from app.web.links import keyed_hash

Key = tuple[str, str]


def hash_of(network: str, post_id: str) -> str:
    """Name a post so that only who holds our lasting key can tell which one is meant."""
    return keyed_hash("tombstone", f"{network}|{post_id}")


def find_buried(keys: Iterable[Key]) -> set[Key]:
    """Return which of these posts were wiped."""
    by_hash = {hash_of(*key): key for key in keys}
    if not by_hash:
        return set()
    found = db.session.scalars(select(Tombstone.post_hash).where(Tombstone.post_hash.in_(by_hash)))
    return {by_hash[each] for each in found}
