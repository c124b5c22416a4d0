"""What curators do with a post they came across themselves: put it into the queue by hand."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.listening.models import Mention
from app.listening.passes.storing import score, store
from app.listening.pasting import Place, place_of
from app.listening.posts import Post, read_lang, read_name, read_text
from app.listening.tombstones import find_buried

NOT_WANTED = "This author is not to be contacted, so the post is not kept."
GONE = "This post was removed where it stood, so it is not kept here again."


@dataclass(frozen=True, slots=True)
class Pasted:
    """A post as a curator pasted it."""

    address: str
    text: str
    author: str = ""


def paste(pasted: Pasted, *, by: User) -> tuple[Mention, bool]:
    """Put a post into the queue, and tell whether it is new there; what is gone stays gone."""
    place = place_of(pasted.address)
    held = find_same(place)
    if held is not None:
        require_there(held)
        return held, False
    if find_buried([(place.network, place.post_id), (place.network, place.url)]):
        raise Refused(GONE, field="address")
    if store(score([post_of(place, pasted)]), []).left_out:
        raise Refused(NOT_WANTED, field="address")
    made = find_same(place)
    if made is None:
        raise Refused(GONE, field="address")
    audit.record("post pasted", about=made, by=by)
    return made, True


def find_same(place: Place) -> Mention | None:
    """Find the post at a place, also where a network's search gave it under another name."""
    wanted = select(Mention).where(
        Mention.network == place.network, or_(Mention.post_id == place.post_id, Mention.url == place.url)
    )
    return db.session.scalars(wanted.order_by(Mention.id)).first()


def require_there(mention: Mention) -> None:
    """Refuse a post whose words were wiped."""
    if mention.is_wiped:
        raise Refused(GONE, field="address")


def post_of(place: Place, pasted: Pasted) -> Post:
    """Make a post of what is known of it."""
    author = read_name(pasted.author)
    handle = author.removeprefix("@") if author.startswith("@") else place.handle
    return Post(
        network=place.network,
        post_id=place.post_id,
        version_id=place.version_id,
        url=place.url,
        text=read_text(pasted.text),
        lang=read_lang(None),
        posted_at=place.posted_at or clock.now(),
        author_id="",
        author_handle=handle,
        author_name="" if author.startswith("@") else author,
    )
