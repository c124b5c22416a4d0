"""One contact an author until they answer: who may be written to, and what stands in the way."""

from collections.abc import Sequence

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.extensions import db
from app.listening.contacting.authors import contact_of, find_contacts, names_of
from app.listening.models import Claim, Contact, Mention, Outreach
from app.listening.rules import OutreachState
from app.nominations.models import Nomination
from app.nominations.rules import LIVE, State

REFUSED = "This person is not to be contacted. Nobody may answer this post."


def require_welcome(mention: Mention, *, but: Outreach | None = None) -> None:
    """Refuse to write to somebody who said no, or who has not answered what we wrote before."""
    for earlier in list_unanswered(require_not_refused(mention), but=but):
        raise Conflict(why_wait(earlier))


def require_not_refused(mention: Mention) -> Sequence[Contact]:
    """Refuse to write to somebody who said no; return by whom a post is."""
    contacts = find_contacts(names_of(mention))
    if any(each.do_not_contact_at for each in contacts):
        raise Conflict(REFUSED)
    return contacts


def reserve(mention: Mention, outreach: Outreach) -> None:
    """Let one reply to an author be open, and no other until that one is answered or taken back."""
    contact = contact_of(mention)
    outreach.contact_id = contact.id
    take_back_forgotten(contact, but=outreach)
    require_welcome(mention, but=outreach)


def list_unanswered(contacts: Sequence[Contact], *, but: Outreach | None = None) -> Sequence[Outreach]:
    """List replies to these authors that are open or were sent, and to which nothing came back."""
    standing = select(Nomination.id).where(Nomination.outreach_code == Outreach.code)
    nominated = exists(standing.where(Nomination.state.in_(LIVE | {State.REJECTED})))
    waiting = (
        Outreach.contact_id.in_([each.id for each in contacts]),
        Outreach.state.in_((OutreachState.OPENED, OutreachState.SENT)),
        Outreach.answered_at.is_(None),
        ~nominated,
    )
    wanted = select(Outreach).where(*waiting).order_by(Outreach.id)
    if but is not None:
        wanted = wanted.where(Outreach.id != but.id)
    return db.session.scalars(wanted.options(joinedload(Outreach.user).lazyload(User.role_rows))).all()


def why_wait(earlier: Outreach) -> str:
    """Say who wrote to an author before, or is just about to."""
    name = earlier.user.name or earlier.user.email
    if earlier.sent_at is None:
        return f"{name} is writing to this person just now, about another post. One reply is enough."
    day = f"{earlier.sent_at.day} {earlier.sent_at:%B %Y}"
    return f"{name} wrote to this person on {day}, and they have not answered. One reply is enough."


def take_back_forgotten(contact: Contact, *, but: Outreach) -> None:
    """Make drafts again of replies that were opened and left until their claim ran out."""
    held = exists().where(
        and_(Claim.mention_id == Outreach.mention_id, Claim.ended_at.is_(None), Claim.expires_at > clock.now())
    )
    opened = (Outreach.contact_id == contact.id, Outreach.id != but.id, Outreach.state == OutreachState.OPENED)
    for forgotten in db.session.scalars(select(Outreach).where(*opened, ~held)):
        forgotten.state, forgotten.opened_at = OutreachState.DRAFT, None
    db.session.flush()
