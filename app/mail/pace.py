"""When a letter that a stranger can cause may go: few to one address, few to one lane; none is dropped."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from app.extensions import db
from app.mail.models import Letter
from app.mail.rules import ADDRESS_PACES, DOMAIN_PACE, LARGE_PROVIDERS, SLOW_PACE, Pace, State, domain_of
from app.web.links import keyed_hash

OWN = Letter.joined_into_id.is_(None)
SLOW, AFTER_SLOW = "slow", "slox"
DIGITS = 48


def lane_of(address: str, *, is_slow: bool) -> str | None:
    """Return the lane whose pace a letter shares: its domain's, or none at a large provider; slow ones are marked."""
    domain = domain_of(address)
    own = "" if domain in LARGE_PROVIDERS else keyed_hash("domain", domain)[:DIGITS]
    return (SLOW if is_slow else "") + own or None


def put_off(letter: Letter, now: datetime) -> bool:
    """Move a letter whose address or lane has had its share, and all that wait behind it; tell whether it moved."""
    for those, pace in _limits_of(letter):
        free_at = _free_at(those, pace, now)
        if free_at > now:
            waiting = (Letter.state == State.QUEUED) & (Letter.due_at < free_at) & those
            db.session.execute(update(Letter).where(waiting).values(due_at=free_at))
            return True
    return False


def _limits_of(letter: Letter) -> Iterator[tuple[ColumnElement[bool], Pace]]:
    """Yield what a letter shares a pace with: its address, all slow ones, its domain."""
    to_address = (Letter.purpose == letter.purpose) & (Letter.recipient == letter.recipient)
    for pace in ADDRESS_PACES:
        yield to_address, pace
    lane = letter.lane or ""
    if lane.startswith(SLOW):
        yield Letter.lane.between(SLOW, AFTER_SLOW), SLOW_PACE
    if domain := lane.removeprefix(SLOW):
        yield Letter.lane.in_([domain, SLOW + domain]), DOMAIN_PACE


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
