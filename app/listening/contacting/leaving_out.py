"""Leave posts out before they are stored: of authors who said no, and of our own accounts."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.listening.contacting.names import hash_of_handle, hashes_of
from app.listening.contacting.turns import beside_others
from app.listening.models import Contact, ContactName
from app.listening.posts import Post
from app.web.links import settings

Key = tuple[str, str]


def find_left_out(posts: Iterable[Post]) -> set[Key]:
    """Return which posts are not to be stored; nobody can say no until the running action ends."""
    hashes = {
        (post.network, post.post_id): hashes_of(post.network, author_id=post.author_id, handle=post.author_handle)
        for post in posts
    }
    beside_others()
    refused = find_refused({each for names in hashes.values() for each in names})
    know_by(names for names in hashes.values() if refused & set(names))
    return {key for key, names in hashes.items() if (refused | own_names()) & set(names)}


def know_by(left_out: Iterable[Sequence[str]]) -> None:
    """Know authors who said no by their ids as soon as a post tells them, for a handle may change."""
    pairs = {tuple(names) for names in left_out if len(names) > 1}
    names = {each for pair in pairs for each in pair}
    known = select(ContactName.name_hash, ContactName.contact_id).where(ContactName.name_hash.in_(names))
    whose: dict[str, int] = {row[0]: row[1] for row in db.session.execute(known)} if names else {}
    rows = [
        {"name_hash": each, "contact_id": next(whose[other] for other in pair if other in whose)}
        for pair in sorted(pairs)
        for each in pair
        if each not in whose
    ]
    if rows:
        is_postgresql = db.session.get_bind().dialect.name == "postgresql"
        insert: Any = postgresql.insert if is_postgresql else sqlite.insert
        db.session.execute(insert(ContactName).values(rows).on_conflict_do_nothing(index_elements=["name_hash"]))


def find_refused(hashes: set[str]) -> set[str]:
    """Return which of these hashes name an author who is not to be contacted."""
    if not hashes:
        return set()
    wanted = (
        select(ContactName.name_hash)
        .join(Contact, Contact.id == ContactName.contact_id)
        .where(ContactName.name_hash.in_(hashes), Contact.do_not_contact_at.is_not(None))
    )
    return set(db.session.scalars(wanted))


def own_names() -> set[str]:
    """Name our own accounts, as the settings give them."""
    given = settings()
    accounts = [*given.own_accounts, *([("bluesky", given.bluesky_handle)] if given.bluesky_handle else [])]
    return {name for network, handle in accounts if (name := hash_of_handle(network, handle))}
