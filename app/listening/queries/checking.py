"""Find which posts are to be checked at their source, the longest unchecked first."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, or_, select

from app import clock
from app.extensions import db
from app.listening.models import Consent, Mention
from app.listening.rules import SHORTLISTED, MentionState

BEST = 100
UNCHECKED_FOR = timedelta(hours=20)
DOUBTED_FOR = timedelta(hours=1)
BELIEVED_AFTER = timedelta(hours=22)
PAID = frozenset({"x"})


def list_to_check(network: str, *, is_costly: bool, unchecked_since: datetime | None = None) -> list[int]:
    """List the posts of a network to check: all we hold, or where a check costs money what curators work with.

    That is what was claimed, snoozed, answered or is shown in public, and the best of what is new. `unchecked_since`
    leaves out what was found or checked after it. What was said to be gone comes first, and again after an hour.
    """
    doubted = Mention.doubted_at.is_not(None)
    seen_at = func.coalesce(Mention.checked_at, Mention.found_at)
    wanted = select(Mention.id).where(
        Mention.network == network, Mention.text != "", Mention.state != MentionState.GONE
    )
    if is_costly:
        shown = exists().where(Consent.mention_id == Mention.id, Consent.withdrawn_at.is_(None))
        wanted = wanted.where(or_(Mention.state.in_(SHORTLISTED), shown, doubted, Mention.id.in_(_best_new(network))))
    if unchecked_since is not None:
        wanted = wanted.where(or_(seen_at < unchecked_since, Mention.doubted_at < clock.now() - DOUBTED_FOR))
    order = Mention.doubted_at.is_(None), Mention.checked_at.is_not(None), Mention.checked_at, Mention.id
    return list(db.session.scalars(wanted.order_by(*order)))


def is_any_to_check(network: str) -> bool:
    """Tell whether a post waits that was not checked for a day."""
    since = clock.now() - UNCHECKED_FOR
    return bool(list_to_check(network, is_costly=network in PAID, unchecked_since=since))


def count_doubted() -> dict[str, int]:
    """Count the posts that wait for a second word, since their network said of too many at once that they are gone."""
    doubted = select(Mention.network, func.count()).where(Mention.doubted_at.is_not(None), Mention.text != "")
    return {row[0]: row[1] for row in db.session.execute(doubted.group_by(Mention.network))}


def _best_new(network: str) -> list[int]:
    best = (
        select(Mention.id)
        .where(Mention.network == network, Mention.state == MentionState.NEW)
        .order_by(Mention.rank.desc(), Mention.id.desc())
        .limit(BEST)
    )
    return list(db.session.scalars(best))
