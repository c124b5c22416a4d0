"""Know an author again by keyed hashes, also when nothing else is left of the post."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select, update

from app import clock
from app.extensions import db
from app.listening.contacting.names import hash_of_post, hashes_of, present
from app.listening.models import Contact, ContactName, Mention, Outreach


def names_of(mention: Mention) -> list[str]:
    """List the hashes by which the author of a kept post is known, or one of the post where the author is not."""
    found = hashes_of(mention.network, author_id=mention.author_id, handle=mention.author_handle)
    return found or [hash_of_post(mention.network, mention.post_id)]


def find_contacts(hashes: Iterable[str]) -> Sequence[Contact]:
    """Find the authors known by any of these hashes, the longest known first."""
    known = select(ContactName.contact_id).where(ContactName.name_hash.in_(list(hashes)))
    return db.session.scalars(select(Contact).where(Contact.id.in_(known)).order_by(Contact.id)).all()


def contact_of(mention: Mention) -> Contact:
    """Return the author of a post as one we know, and all earlier replies to the same id with it."""
    hashes = names_of(mention)
    contact = next(iter(find_contacts(hashes)), None) or make_contact(mention.network)
    add_names(contact, hashes)
    if mention.author_id:
        tie_earlier_replies(contact, mention)
    return contact


def make_contact(network: str) -> Contact:
    """Begin to know an author."""
    contact = Contact(network=network, made_at=clock.now())
    db.session.add(contact)
    db.session.flush()
    return contact


def add_names(contact: Contact, hashes: Sequence[str]) -> None:
    """Know an author by these hashes too, unless they are somebody's already."""
    taken = set(db.session.scalars(select(ContactName.name_hash).where(ContactName.name_hash.in_(hashes))))
    db.session.add_all(ContactName(name_hash=each, contact_id=contact.id) for each in hashes if each not in taken)
    db.session.flush()


def learn_names(contacts: Sequence[Contact]) -> list[str]:
    """Know authors by all that their kept posts tell, so that a changed handle hides nobody; return those hashes."""
    theirs = select(Mention.author_hash, Mention.handle_hash).where(posts_of(contacts), Mention.text != "")
    told = present(each for row in db.session.execute(theirs) for each in row)
    add_names(contacts[0], told)
    return told


def tie_earlier_replies(contact: Contact, mention: Mention) -> None:
    """Remember whose the replies are that were written before authors were known by hashes."""
    theirs = select(Mention.id).where(Mention.network == mention.network, Mention.author_id == mention.author_id)
    untied = update(Outreach).where(Outreach.contact_id.is_(None), Outreach.mention_id.in_(theirs))
    db.session.execute(untied.values(contact_id=contact.id))


def remember_authors(mentions: Iterable[Mention]) -> None:
    """Keep knowing, before posts are wiped, to whose posts somebody wrote."""
    kept = {mention.id: mention for mention in mentions}
    untied = select(Outreach).where(Outreach.mention_id.in_(kept), Outreach.contact_id.is_(None))
    for outreach in db.session.scalars(untied.where(Outreach.opened_at.is_not(None)).order_by(Outreach.id)):
        outreach.contact_id = contact_of(kept[outreach.mention_id]).id
    db.session.flush()


def posts_of(contacts: Sequence[Contact], *, like: Mention | None = None) -> ColumnElement[bool]:
    """Say which kept posts are of these authors; `like` is one whose author is known by name."""
    ids = [each.id for each in contacts]
    hashes = select(ContactName.name_hash).where(ContactName.contact_id.in_(ids))
    same: list[ColumnElement[bool]] = [Mention.author_hash.in_(hashes), Mention.handle_hash.in_(hashes)]
    if like is not None and like.author_id:
        same.append(and_(Mention.network == like.network, Mention.author_id == like.author_id))
    if like is not None:
        same.append(Mention.id == like.id)
    return or_(*same)
