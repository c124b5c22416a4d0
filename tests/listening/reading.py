"""Reading in tests: one pass over X's stand-in, and what it left in the database."""

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.listening.models import Mention, ReadSpend, Search, SourceHealth, Watch
from app.listening.passes import network
from app.listening.passes.network import Report
from app.listening.passes.stopping import Stop
from app.listening.sources.x.source import XSource


def read(source: XSource, *, is_asked: bool = True) -> Report:
    return network.read_network(source, is_asked=is_asked, stop=Stop())


def stored_ids() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(Mention.post_id)))


def search_of(watch: Watch) -> Search:
    db.session.rollback()
    return db.session.scalars(select(Search).where(Search.watch_id == watch.id)).one()


def health_of(network: str = "x") -> SourceHealth:
    db.session.rollback()
    return db.session.scalars(select(SourceHealth).where(SourceHealth.network == network)).one()


def seconds_to_wait() -> int:
    """Return for how long X is left alone now, as stored; -1 while it is paused."""
    health = health_of()
    if health.retry_at is None:
        return -1
    return round((health.retry_at - clock.now()).total_seconds())


def spent() -> int:
    return db.session.scalar(select(func.sum(func.coalesce(ReadSpend.settled, ReadSpend.reserved)))) or 0
