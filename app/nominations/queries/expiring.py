"""What time has come for: each list is read once a pass, oldest rows first, and no longer than a pass takes."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import EMPTIED_AFTER, ORIGIN_LIFE, State

MOST = 20_000


def list_unconfirmed_in_time(now: datetime) -> list[int]:
    """List unconfirmed nominations whose links have run out."""
    return _ids(Nomination.state == State.UNCONFIRMED, Nomination.confirm_until <= now)


def list_to_empty(now: datetime) -> list[int]:
    """List expired nominations that were sent a week ago."""
    return _ids(Nomination.state == State.EXPIRED, Nomination.created_at <= now - EMPTIED_AFTER)


def list_with_old_origin(now: datetime) -> list[int]:
    """List nominations whose network is known for longer than a month."""
    return _ids(Nomination.origin.is_not(None), Nomination.created_at < now - ORIGIN_LIFE)


def _ids(*conditions: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(Nomination.id).where(*conditions).order_by(Nomination.id).limit(MOST)))
