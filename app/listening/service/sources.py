"""What people do about sources: have one read again, and close a gap."""

from sqlalchemy import or_, select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.listening.models import ReadingGap, Search, SourceHealth
from app.web.engine import lock


def read_again(network: str, *, by: User) -> None:
    """Let the worker read a source at its next look, whatever was stored of its troubles; nothing is asked here."""
    health = db.session.scalar(select(SourceHealth).where(SourceHealth.network == network).with_for_update())
    if health is not None:
        health.is_paused, health.retry_at = False, None
        health.failures, health.failure_kind, health.failure = 0, None, None
    now = clock.now()
    waiting = or_(Search.refused.is_not(None), Search.due_at > now)
    db.session.execute(update(Search).where(Search.network == network, waiting).values(refused=None, due_at=now))
    audit.record("source to be read again", about=f"source:{network}", by=by)


def close_gap(gap: ReadingGap, *, reason: str, by: User) -> ReadingGap:
    """Put a gap aside, with the reason why nothing more is to be done about it."""
    lock(gap)
    if gap.closed_at is not None:
        raise Conflict("Somebody has closed this gap already. Open the page again to see why.")
    gap.closed_by_id = by.id
    gap.closed_at, gap.closed_reason = clock.now(), reason
    audit.record("reading gap closed", about=gap, by=by)
    return gap
