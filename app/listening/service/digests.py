"""What becomes of the letters with the best posts: a curator orders, changes and ends them, the worker queues them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import db
from app.listening.digests.times import LATEST, day_of, next_after
from app.listening.models import Digest
from app.listening.queries.digests import list_best
from app.mail import service as mail
from app.web.engine import lock


@dataclass(frozen=True, slots=True)
class Order:
    """What a curator wants: at which hour of which zone, on which days, from which networks and languages."""

    hour: int
    zone: str
    weekdays: Sequence[int]
    networks: Sequence[str]
    languages: Sequence[str]


def set_digest(order: Order, *, is_on: bool, by: User) -> Digest:
    """Keep what a curator wants; a day that had its letter gets no second one."""
    digest = _own(order, by)
    changed = [name for name, value in asdict(order).items() if getattr(digest, name) != value]
    for name in changed:
        setattr(digest, name, getattr(order, name))
    was_on = digest.is_on
    digest.next_at = _next(digest) if is_on else None
    db.session.flush()
    if was_on != is_on:
        audit.record(f"digest turned {'on' if is_on else 'off'}", about=digest, by=by)
    if changed:
        audit.record("digest changed", about=digest, by=by, changed=", ".join(changed))
    return digest


def turn_off(digest: Digest, *, by: Actor | str) -> None:
    """Send no more letters; what was chosen is kept."""
    if not lock(digest).is_on:
        return
    digest.next_at = None
    audit.record("digest turned off", about=digest, by=by)


def queue_due(digest_id: int) -> bool:
    """Queue the letter of a wish whose hour has struck, and set the next; tell whether one was queued.

    One that is more than half a day late is left out.
    """
    now = clock.now()
    due = select(Digest).where(Digest.id == digest_id, Digest.next_at <= now)
    digest = db.session.scalar(due.with_for_update(of=Digest).execution_options(populate_existing=True))
    if digest is None or digest.next_at is None:
        return False
    is_late = now - digest.next_at > LATEST
    day = day_of(digest.next_at, digest.zone)
    if not is_late:
        digest.last_on = day
    digest.next_at = _next(digest)
    db.session.flush()
    return not is_late and mail.queue_letter(
        "digest", subject=f"digest:{digest.public_id}/{day:%Y-%m-%d}", to=digest.user.email
    )


def queue_now(digest: Digest) -> bool:
    """Queue one letter that a curator asks for to see what it is like; tell whether there is anything to send."""
    if not list_best(digest):
        return False
    mail.queue_letter("digest_now", subject=f"digest:{digest.public_id}", to=digest.user.email, again=True)
    return True


def _own(order: Order, by: User) -> Digest:
    digest = db.session.scalar(select(Digest).where(Digest.user_id == by.id).with_for_update())
    if digest is None:
        digest = Digest(user_id=by.id, **asdict(order))
        db.session.add(digest)
        db.session.flush()
    return digest


def _next(digest: Digest) -> datetime:
    return next_after(clock.now(), hour=digest.hour, zone=digest.zone, weekdays=digest.weekdays, done_on=digest.last_on)
