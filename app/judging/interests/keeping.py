"""What judges or organisers took back of ties is kept for a while, so that it can be explained, and then erased."""

from sqlalchemy import delete

from app import clock
from app.audit import service as audit
from app.extensions import db, table_of
from app.judging.interests.rules import TAKEN_BACK_LIFE
from app.judging.models import Interest, Tie
from app.web.actions import act
from app.web.sweeping import sweep

ACTOR = "ties"


def keep_no_longer() -> int:
    """Erase ties that were taken back long ago, let the database let go of them, and return how many went."""
    gone = act(_erase)
    if gone:
        sweep(table_of(Interest), table_of(Tie))
    return gone


def _erase() -> int:
    before = clock.now() - TAKEN_BACK_LIFE
    interests = db.session.execute(delete(Interest).where(Interest.removed_at < before).returning(Interest.id)).all()
    ties = db.session.execute(delete(Tie).where(Tie.undone_at < before).returning(Tie.id)).all()
    gone = len(interests) + len(ties)
    if gone:
        audit.record("ties taken back erased", about="interest", by=ACTOR, count=gone)
    return gone
