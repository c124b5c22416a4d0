"""A draft that nobody went on with holds the addresses of people to invite, so it does not stay for good."""

from datetime import timedelta

from sqlalchemy import delete

from app import clock
from app.audit import service as audit
from app.desk.models import SeasonDraft
from app.extensions import db, table_of
from app.web.actions import act
from app.web.sweeping import sweep

DRAFT_LIFE = timedelta(days=180)
ACTOR = "season drafts"


def keep_no_longer() -> int:
    """Erase drafts that were not edited for long, let the database let go of them, and return how many went."""
    gone = act(_erase)
    if gone:
        sweep(table_of(SeasonDraft))
    return gone


def _erase() -> int:
    old = delete(SeasonDraft).where(SeasonDraft.edited_at < clock.now() - DRAFT_LIFE).returning(SeasonDraft.id)
    gone = len(db.session.execute(old).all())
    if gone:
        audit.record("season drafts erased", about="season", by=ACTOR, count=gone)
    return gone
