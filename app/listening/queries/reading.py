"""Read what a pass needs to know: what is due, and how its network answered."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app import clock
from app.extensions import db
from app.listening.models import Search, SourceHealth, Watch


def list_searches_to_read(network: str, *, is_asked: bool) -> Sequence[Search]:
    """List the searches of a network that are due, the longest waiting first; all of active watches when asked."""
    wanted = (
        select(Search)
        .join(Search.watch)
        .where(Search.network == network, Watch.is_active)
        .options(contains_eager(Search.watch))
        .order_by(Search.due_at, Search.id)
    )
    if not is_asked:
        wanted = wanted.where(Search.due_at <= clock.now(), Search.refused.is_(None))
    return db.session.scalars(wanted).all()


def find_health(network: str) -> SourceHealth | None:
    """Find how a network answered of late."""
    return db.session.scalar(select(SourceHealth).where(SourceHealth.network == network))
