"""When a letter that a stranger can cause may go: few to one address, few to one lane; none is dropped."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from app.extensions import db
from app.mail.models import Letter, LetterSending
from app.mail.rules import ADDRESS_PACES, DOMAIN_PACE, LARGE_PROVIDERS, SLOW_PACE, Pace, State, domain_of
from app.web.links import keyed_hash

Those = Callable[[type[Letter] | type[LetterSending]], ColumnElement[bool]]
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
            waiting = (Letter.state == State.QUEUED) & (Letter.due_at < free_at) & those(Letter)
            db.session.execute(update(Letter).where(waiting).values(due_at=free_at))
            return True
    return False


def _limits_of(letter: Letter) -> Iterator[tuple[Those, Pace]]:
    """Yield what a letter shares a pace with: its address, all slow ones, its domain."""
    for pace in ADDRESS_PACES:
        yield lambda of: (of.purpose == letter.purpose) & (of.recipient == letter.recipient), pace
    lane = letter.lane or ""
    if lane.startswith(SLOW):
        yield lambda of: of.lane.between(SLOW, AFTER_SLOW), SLOW_PACE
    if domain := lane.removeprefix(SLOW):
        yield lambda of: of.lane.in_([domain, SLOW + domain]), DOMAIN_PACE


def _free_at(those: Those, pace: Pace, now: datetime) -> datetime:
    """Return when the next of these letters may go; one on its way counts as sent now."""
    within, most = pace
    on_its_way = select(Letter.id).where(those(Letter), OWN, Letter.state == State.SENDING).limit(most)
    left = most - len(db.session.scalars(on_its_way).all())
    if left <= 0:
        return now + within
    sent = select(LetterSending.sent_at).where(those(LetterSending), LetterSending.sent_at > now - within)
    last = db.session.scalar(sent.order_by(LetterSending.sent_at.desc()).offset(left - 1).limit(1))
    return now if last is None else last + within
