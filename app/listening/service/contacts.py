"""What authors and curators do about being written to: say no, have everything wiped, allow it again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import db
from app.listening.contacting.authors import (
    add_names,
    contact_of,
    find_contacts,
    learn_names,
    make_contact,
    names_of,
    posts_of,
)
from app.listening.contacting.names import hash_of_post
from app.listening.contacting.turns import in_turn
from app.listening.models import Consent, Contact, Mention, Outreach
from app.listening.rules import AskedBy, ContactReason, MentionState
from app.listening.service.learning import forget_weights
from app.listening.service.wiping import end_consents, wipe
from app.web.engine import lock

ANSWERED = (MentionState.SENT, MentionState.NOMINATED)
VISITOR = "visitor"
# Moments that can be taken back are whole seconds: what was said twice can be taken back by neither voice alone.
SAID_AGAIN = 1


def stop_contact(code: str, *, at: datetime, is_erasing: bool = False) -> bool:
    """Never write to the author of the post behind a code again; return whether the code is known.

    What waits in the queue goes at once; with `is_erasing` everything we hold of their posts goes.
    """
    in_turn()
    outreach = db.session.scalar(select(Outreach).where(Outreach.code == code))
    if outreach is None:
        return False
    mention = outreach.mention
    contacts = contacts_behind(outreach)
    learn_names(contacts)
    for contact in contacts:
        refuse(contact, at=at, asked_by=AskedBy.AUTHOR, reason=ContactReason.ASKED, by=VISITOR)
    forget_weights(contacts)
    let_go_posts(contacts, like=None if mention.is_wiped else mention, is_erasing=is_erasing, by=VISITOR)
    return True


def contacts_behind(outreach: Outreach) -> Sequence[Contact]:
    """Return whom a reply went to, also when nothing else is left of the post."""
    mention = outreach.mention
    if not mention.is_wiped:
        outreach.contact_id = outreach.contact_id or contact_of(mention).id
        db.session.flush()
        ids = {each.id: each for each in find_contacts(names_of(mention))}
        return list({outreach.contact_id: db.session.get_one(Contact, outreach.contact_id), **ids}.values())
    if outreach.contact_id is None:
        contact = make_contact(mention.network)
        add_names(contact, [hash_of_post(mention.network, mention.post_id)])
        outreach.contact_id = contact.id
        db.session.flush()
    return [db.session.get_one(Contact, outreach.contact_id)]


def refuse(contact: Contact, *, at: datetime, asked_by: AskedBy, reason: ContactReason, by: Actor | str) -> None:
    """Put an author on the list; the author's own word stands above a curator's."""
    said_at = contact.do_not_contact_at
    if said_at is not None and (contact.asked_by is AskedBy.AUTHOR or asked_by is AskedBy.CURATOR):
        if asked_by is AskedBy.AUTHOR and said_at != at:
            contact.do_not_contact_at = said_at.replace(microsecond=SAID_AGAIN)
        return
    contact.do_not_contact_at = at
    contact.asked_by, contact.reason = asked_by, reason
    db.session.flush()
    audit.record("contact refused", about=contact, by=by, asked_by=asked_by, reason=reason)


def let_go_posts(contacts: Sequence[Contact], *, like: Mention | None, is_erasing: bool, by: Actor | str) -> int:
    """Wipe the posts of authors, those nobody answered or all of them, and show none that stay."""
    stop_showing(posts_of(contacts, like=like), by=by)
    wanted = select(Mention.id).where(
        posts_of(contacts, like=like), Mention.text != "", Mention.state != MentionState.GONE
    )
    if not is_erasing:
        wanted = wanted.where(Mention.state.not_in(ANSWERED))
    return wipe(db.session.scalars(wanted.order_by(Mention.id)).all(), verb="mention wiped, its author asked", by=by)


def stop_showing(theirs: ColumnElement[bool], *, by: Actor | str) -> None:
    """End every leave to show posts in public; it can be recorded anew."""
    standing = select(Consent.mention_id).join(Consent.mention).where(theirs, Consent.withdrawn_at.is_(None))
    shown = db.session.scalars(standing.order_by(Consent.mention_id)).all()
    for mention_id in shown:
        audit.record("consent withdrawn", about=f"mention:{mention_id}", by=by)
    end_consents(shown)


def allow_again(code: str, *, at: datetime) -> None:
    """Let an author take back what they said a moment ago, and nothing that was said before."""
    in_turn()
    outreach = db.session.scalar(select(Outreach).where(Outreach.code == code))
    if outreach is None:
        return
    for contact in contacts_behind(outreach):
        if contact.do_not_contact_at == at and contact.asked_by is AskedBy.AUTHOR:
            take_back_own_word(contact)


def take_back_own_word(contact: Contact) -> None:
    """Let an author be written to again, unless a curator had put them on the list before."""
    if contact.noted_by_id is None:
        lift(contact, by=VISITOR)
        return
    contact.asked_by, contact.reason = AskedBy.CURATOR, ContactReason.OTHER
    audit.record("contact's own word taken back", about=contact, by=VISITOR)


def refuse_contact(network: str, hashes: Sequence[str], *, reason: ContactReason, by: User) -> Contact:
    """Put an author on the list by hand, at once on every path."""
    in_turn()
    contacts = find_contacts(hashes) or [make_contact(network)]
    add_names(contacts[0], hashes)
    contacts = find_contacts([*hashes, *learn_names(contacts)])
    for contact in contacts:
        if contact.do_not_contact_at is None:
            contact.noted_by_id = by.id
        refuse(contact, at=clock.now(), asked_by=AskedBy.CURATOR, reason=reason, by=by)
    forget_weights(contacts)
    let_go_posts(contacts, like=None, is_erasing=False, by=by)
    return contacts[0]


def allow_contact(contact: Contact, *, by: User) -> None:
    """Take an author off the list."""
    in_turn()
    lock(contact)
    if contact.do_not_contact_at is not None:
        lift(contact, by=by)


def lift(contact: Contact, *, by: Actor | str) -> None:
    """Let an author be written to again."""
    was = contact.asked_by
    contact.do_not_contact_at = contact.asked_by = contact.reason = contact.noted_by_id = None
    db.session.flush()
    audit.record("contact allowed again", about=contact, by=by, asked_by=was)
