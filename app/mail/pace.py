"""When a letter that a stranger can cause may go: few to one address, few to one lane; none is dropped."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from app.extensions import db
from app.mail.models import Letter
from app.mail.rules import ADDRESS_PACES, LARGE_PROVIDERS, SLOW_LANE, Pace, State, domain_of, lane_pace
from app.web.links import keyed_hash

OWN = Letter.joined_into_id.is_(None)


def lane_of(address: str, *, is_slow: bool) -> str | None:
    """Return the lane whose pace a letter shares: the slow one, its domain's, or none at a large provider."""
    if is_slow:
        return SLOW_LANE
    domain = domain_of(address)
    return None if domain in LARGE_PROVIDERS else keyed_hash("domain", domain)


def put_off(letter: Letter, now: datetime) -> bool:
    """Move a letter whose address or lane has had its share, and all that wait behind it; tell whether it moved."""
    to_address = (Letter.purpose == letter.purpose) & (Letter.recipient == letter.recipient)
    in_lane = Letter.lane == letter.lane
    limits: list[tuple[ColumnElement[bool], Pace]] = [(to_address, pace) for pace in ADDRESS_PACES]
    limits += [(in_lane, lane_pace(letter.lane))] if letter.lane else []
    for those, pace in limits:
        free_at = _free_at(those, pace, now)
        if free_at > now:
            waiting = (Letter.state == State.QUEUED) & (Letter.due_at < free_at) & those
            db.session.execute(update(Letter).where(waiting).values(due_at=free_at))
            return True
    return False


def _free_at(those: ColumnElement[bool], pace: Pace, now: datetime) -> datetime:
    """Return when the next of these letters may go; one on its way counts as sent now."""
    within, most = pace
    on_its_way = select(Letter.id).where(those, OWN, Letter.state == State.SENDING).limit(most)
    left = most - len(db.session.scalars(on_its_way).all())
    if left <= 0:
        return now + within
    sent = select(Letter.sent_at).where(those, OWN, Letter.sent_at > now - within)
    last = db.session.scalar(sent.order_by(Letter.sent_at.desc()).offset(left - 1).limit(1))
    return now if last is None else last + within
