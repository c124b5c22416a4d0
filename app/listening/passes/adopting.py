"""Know a post again that came by hand, once its network names it: by the author's id, and as our server calls it."""

from collections.abc import Iterable

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.listening.contacting.names import hash_of_id
from app.listening.models import Mention, Tombstone
from app.listening.posts import Post
from app.listening.tombstones import find_buried, hash_of

NETWORK = "bluesky"


def adopt_pasted(posts: Iterable[Post]) -> None:
    """Give pasted posts the name that stays when a handle changes; what was wiped stays so under either name."""
    by_old = {name: post for post in posts if (name := name_by_handle(post))}
    if not by_old:
        return
    for _, name in find_buried((NETWORK, name) for name in by_old):
        bury_as(by_old[name].post_id)
    ids = [*by_old, *(post.post_id for post in by_old.values())]
    held = select(Mention).where(Mention.network == NETWORK, Mention.post_id.in_(ids)).with_for_update(of=Mention)
    rows = {row.post_id: row for row in db.session.scalars(held)}
    for name in by_old.keys() & rows.keys():
        if by_old[name].post_id not in rows:
            rows[name].post_id = by_old[name].post_id
    db.session.flush()


def complete(mention: Mention, post: Post) -> None:
    """Take over by which names a network knows a post and its author, where a person could not tell."""
    mention.is_members_only = post.is_members_only
    if post.local_id:
        mention.local_id = post.local_id
    if post.author_id and not mention.author_id:
        mention.author_id, mention.author_hash = post.author_id, hash_of_id(post.network, post.author_id)


def name_by_handle(post: Post) -> str:
    """Return the name under which a post is pasted by the handle of its author; empty where there is none."""
    if post.network != NETWORK or not post.author_handle or not post.post_id.startswith("at://did:"):
        return ""
    return f"at://{post.author_handle}/{post.post_id.removeprefix('at://').partition('/')[2]}"


def bury_as(post_id: str) -> None:
    """Keep a post out under this name too."""
    post_hash = hash_of(NETWORK, post_id)
    if db.session.scalar(select(Tombstone.id).where(Tombstone.post_hash == post_hash)) is None:
        db.session.add(Tombstone(post_hash=post_hash, made_at=clock.now()))
        db.session.flush()
