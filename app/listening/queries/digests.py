"""Find whose letter is due, and the best open posts that stand in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.extensions import db
from app.listening.digests.tongues import spoken_in
from app.listening.models import Claim, Contact, ContactName, Digest, Mention
from app.listening.rules import MentionState, Voice

BEST = 20


def find_digest(user: User) -> Digest | None:
    """Find what a curator wants by letter."""
    return db.session.scalar(select(Digest).where(Digest.user_id == user.id))


def find_by_public_id(public_id: str) -> Digest | None:
    """Find a wish by the name it has in links."""
    return db.session.scalar(select(Digest).where(Digest.public_id == public_id))


def may_have_letters(user: User) -> bool:
    """Tell whether somebody is a curator who can sign in."""
    return user.is_active and user.has_role(Role.CURATOR)


def list_due(now: datetime) -> Sequence[int]:
    """List the wishes of curators whose hour has struck."""
    due = (
        select(Digest.id)
        .join(Digest.user)
        .join(UserRole, and_(UserRole.user_id == User.id, UserRole.role == Role.CURATOR))
        .where(Digest.next_at <= now, User.is_active)
        .order_by(Digest.id)
    )
    return db.session.scalars(due).all()


def list_best(digest: Digest) -> Sequence[Mention]:
    """List the best posts that wait for an answer, are free, and may be answered."""
    best = sorted(chain.from_iterable(map(_best_where, _waiting(digest))), key=lambda each: (-each.rank, -each.id))
    return best[:BEST]


def _waiting(digest: Digest) -> Iterator[ColumnElement[bool]]:
    """Yield the three ways in which a post can wait; each is read by the index of ranks."""
    now = clock.now()
    holding = select(Claim.id).where(Claim.mention_id == Mention.id, Claim.ended_at.is_(None), Claim.expires_at > now)
    wanted = _wanted(digest)
    yield and_(Mention.state == MentionState.NEW, *wanted)
    yield and_(Mention.state == MentionState.CLAIMED, ~holding.exists(), *wanted)
    yield and_(Mention.state == MentionState.SNOOZED, Mention.snoozed_until <= now, *wanted)


def _wanted(digest: Digest) -> list[ColumnElement[bool]]:
    wanted = [
        Mention.copy_of_id.is_(None),
        Mention.voice == Voice.CUSTOMER,
        ~Mention.is_drawn,
        Mention.text != "",
        ~_is_closed().exists(),
    ]
    if digest.networks:
        wanted.append(Mention.network.in_(digest.networks))
    if digest.languages:
        wanted.append(spoken_in(digest.languages))
    return wanted


def _is_closed() -> Select[int]:
    """Find the author of a post among those who are not to be written to."""
    same = or_(ContactName.name_hash == Mention.author_hash, ContactName.name_hash == Mention.handle_hash)
    return select(ContactName.id).join(Contact).where(same, Contact.do_not_contact_at.is_not(None))


def _best_where(condition: ColumnElement[bool]) -> Sequence[Mention]:
    ranked = select(Mention).where(condition).order_by(Mention.rank.desc(), Mention.id.desc())
    return db.session.scalars(ranked.limit(BEST)).all()
