"""What time does to nominations: unconfirmed ones run out and are emptied, traces of networks go."""

from collections.abc import Sequence

from sqlalchemy import select, update

from app import clock
from app.audit import service as audit
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import ORIGIN_LIFE, State
from app.nominations.service.erasing import erase

WORKER = "worker"


def expire(ids: Sequence[int]) -> int:
    """Let nominations run out that nobody confirmed in time, and return how many did."""
    now = clock.now()
    late = [row for row in _hold(ids) if row.state is State.UNCONFIRMED and row.confirm_until <= now]
    for nomination in late:
        nomination.state = State.EXPIRED
        nomination.ended_at = now
        audit.record("nomination expired", about=nomination, by=WORKER)
    return len(late)


def empty(ids: Sequence[int]) -> int:
    """Erase what was never confirmed and has run out, and return how many were."""
    expired = [row for row in _hold(ids) if row.state is State.EXPIRED]
    for nomination in expired:
        erase(nomination, by=WORKER)
    return len(expired)


def forget_origins(ids: Sequence[int]) -> int:
    """Forget which network nominations came from, once a month has passed."""
    late = (Nomination.id.in_(ids), Nomination.origin.is_not(None), Nomination.created_at < clock.now() - ORIGIN_LIFE)
    gone: int = db.session.execute(update(Nomination).where(*late).values(origin=None)).rowcount  # type: ignore[attr-defined]
    if gone:
        audit.record("networks forgotten", about="nominations", by=WORKER, count=gone)
    return gone


def _hold(ids: Sequence[int]) -> Sequence[Nomination]:
    """Lock these rows in one order, so that two workers never wait for each other."""
    rows = select(Nomination).where(Nomination.id.in_(ids)).order_by(Nomination.id).with_for_update(of=Nomination)
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()
