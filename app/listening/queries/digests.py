"""Find whose letter is due, and the best open posts that stand in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, text, union_all

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.extensions import db
from app.listening.digests.tongues import is_spoken
from app.listening.models import Claim, Contact, ContactName, Digest, Mention
from app.listening.rules import MentionState, Voice

BEST = 20
BY_RANK = (Mention.rank.desc(), Mention.id.desc())
# Steps from one language to the next in the index, instead of reading every row of it.
LANGUAGES_HERE = text("""
WITH RECURSIVE step (lang) AS (
  SELECT (SELECT min(lang) FROM mention WHERE copy_of_id IS NULL)
  UNION ALL
  SELECT (SELECT min(lang) FROM mention WHERE copy_of_id IS NULL AND lang > step.lang) FROM step
  WHERE step.lang IS NOT NULL
)
SELECT lang FROM step WHERE lang IS NOT NULL""")


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
    """List the best posts that wait for an answer, are free, and may be answered; each part by its own index."""
    parts = [
        select(Mention.id).where(waits, part, *_wanted(digest)).order_by(*BY_RANK).limit(BEST).subquery()
        for waits in _waiting()
        for part in _parts(digest)
    ]
    if not parts:
        return []
    best = select(Mention).where(Mention.id.in_(union_all(*(select(part.c.id) for part in parts))))
    return db.session.scalars(best.order_by(*BY_RANK).limit(BEST)).all()


def _waiting() -> Iterator[ColumnElement[bool]]:
    """Yield the three ways in which a post can wait."""
    now = clock.now()
    holding = select(Claim.id).where(Claim.mention_id == Mention.id, Claim.ended_at.is_(None), Claim.expires_at > now)
    yield Mention.state == MentionState.NEW
    yield and_(Mention.state == MentionState.CLAIMED, ~holding.exists())
    yield and_(Mention.state == MentionState.SNOOZED, Mention.snoozed_until <= now)


def _parts(digest: Digest) -> list[ColumnElement[bool]]:
    """Part the posts by what is asked for; without a score they come only when asked for by their language."""
    if digest.languages:
        here = db.session.scalars(LANGUAGES_HERE)
        return [Mention.lang == code for code in here if is_spoken(code, digest.languages)]
    if digest.networks:
        return [and_(Mention.network == each, Mention.score.is_not(None)) for each in digest.networks]
    return [Mention.score.is_not(None)]


def _wanted(digest: Digest) -> list[ColumnElement[bool]]:
    wanted = [
        Mention.copy_of_id.is_(None),
        Mention.voice == Voice.CUSTOMER,
        ~Mention.is_drawn,
        Mention.text != "",
        ~_is_closed().exists(),
    ]
    return [*wanted, Mention.network.in_(digest.networks)] if digest.networks else wanted


def _is_closed() -> Select[int]:
    """Find the author of a post among those who are not to be written to."""
    same = or_(ContactName.name_hash == Mention.author_hash, ContactName.name_hash == Mention.handle_hash)
    return select(ContactName.id).join(Contact).where(same, Contact.do_not_contact_at.is_not(None))
