"""Know the authors of posts by hashes, and keep nothing open of those who said no; a batch at a time."""

from sqlalchemy import or_, select

from app.extensions import db
from app.listening.contacting.names import hash_of_handle, hash_of_id
from app.listening.models import Contact, ContactName, Mention
from app.listening.rows import WAITING
from app.listening.rules import MentionState
from app.listening.service.wiping import WORKER, wipe


def name_authors(most: int) -> int:
    """Hash the authors of posts that were stored before there were hashes."""
    known = or_(Mention.author_id != "", Mention.author_handle != "")
    nameless = (Mention.author_hash.is_(None), Mention.handle_hash.is_(None), Mention.text != "", known)
    rows = db.session.scalars(select(Mention).where(*nameless).order_by(Mention.id).limit(most).with_for_update()).all()
    for mention in rows:
        mention.author_hash = hash_of_id(mention.network, mention.author_id)
        mention.handle_hash = hash_of_handle(mention.network, mention.author_handle)
    db.session.flush()
    return len(rows)


def wipe_refused(most: int) -> int:
    """Wipe posts that wait in the queue although their authors said no."""
    refused = (
        select(ContactName.name_hash)
        .join(Contact, Contact.id == ContactName.contact_id)
        .where(Contact.do_not_contact_at.is_not(None))
    )
    theirs = or_(Mention.author_hash.in_(refused), Mention.handle_hash.in_(refused))
    wanted = select(Mention.id).where(theirs, Mention.state.in_((*WAITING, MentionState.DISMISSED)), Mention.text != "")
    ids = db.session.scalars(wanted.order_by(Mention.id).limit(most)).all()
    return wipe(ids, verb="mention wiped, its author asked", by=WORKER)
