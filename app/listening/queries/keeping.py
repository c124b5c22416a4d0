"""Find what is kept longer than the rules of keeping allow; ids only, the longest kept first."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select

from app.extensions import db
from app.listening.models import Claim, Consent, Mention, Outreach
from app.listening.rows import WAITING
from app.listening.rules import WAS_SENT, MentionState


def list_dismissed_before(moment: datetime) -> list[int]:
    """List posts that were dismissed before a moment."""
    return _listed(Mention.state == MentionState.DISMISSED, Mention.dismissed_at <= moment)


def list_waiting_before(moment: datetime, *, now: datetime) -> list[int]:
    """List posts that nobody has answered since they were found, and nobody is answering now."""
    holding = exists().where(Claim.mention_id == Mention.id, Claim.ended_at.is_(None), Claim.expires_at > now)
    return _listed(Mention.state.in_(WAITING), Mention.found_at <= moment, ~holding)


def list_answered_before(moment: datetime) -> list[int]:
    """List posts whose reply was sent so long ago that its link has run out."""
    sent = exists().where(Outreach.mention_id == Mention.id, Outreach.state.in_(WAS_SENT), Outreach.sent_at <= moment)
    return _listed(sent)


def _listed(*conditions: ColumnElement[bool]) -> list[int]:
    allowed = exists().where(Consent.mention_id == Mention.id, Consent.withdrawn_at.is_(None))
    kept = and_(Mention.text != "", Mention.state != MentionState.GONE, ~allowed, *conditions)
    return list(db.session.scalars(select(Mention.id).where(kept).order_by(Mention.id)))
