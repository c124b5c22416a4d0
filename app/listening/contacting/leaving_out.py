"""Leave posts out before they are stored: of authors who said no, and of our own accounts."""

from collections.abc import Iterable

from sqlalchemy import select

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
    refused = find_refused({each for names in hashes.values() for each in names}) | own_names()
    return {key for key, names in hashes.items() if refused & set(names)}


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
