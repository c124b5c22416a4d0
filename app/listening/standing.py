"""Keep where each watch stands: who reads it, how far it came, and how its network answered."""

import hashlib
import random
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta

from sqlalchemy import select, update

from app import clock
from app.audit import service as audit
from app.extensions import db
from app.listening import lease
from app.listening.backoff import wait_after
from app.listening.cursor import Gap, Position
from app.listening.models import ReadingGap, SourceHealth, Watch, WatchCursor
from app.listening.sources.protocol import FailureKind, SourceFailure

LEASE = timedelta(seconds=lease.LASTS_SECONDS)


class LeaseLost(Exception):
    """Another process has taken over this watch; what we hold is out of date."""


@dataclass(frozen=True, slots=True)
class Held:
    """A watch that this process holds: where it stands, as of which version of its row."""

    cursor_id: int
    watch_id: int
    version: int
    position: Position


def take_lease(watch: Watch) -> Held | None:
    """Take a watch for this process, or return None while a living one holds it."""
    cursor = ensure_cursor(watch)
    if is_held(cursor):
        return None
    held = Held(cursor.id, watch.id, cursor.version, position_of(cursor))
    return move(held, held.position)


def is_held(cursor: WatchCursor) -> bool:
    """Tell whether another process still reads this watch."""
    if cursor.lease_owner is None or cursor.lease_until is None or cursor.lease_until <= clock.now():
        return False
    return cursor.lease_owner != lease.own_name() and not lease.is_gone(cursor.lease_owner)


def free_lease(held: Held) -> None:
    """Let others read this watch, unless they have taken it already."""
    db.session.execute(
        update(WatchCursor)
        .where(WatchCursor.id == held.cursor_id, WatchCursor.lease_owner == lease.own_name())
        .values(lease_owner=None, lease_until=None)
    )


def ensure_cursor(watch: Watch) -> WatchCursor:
    """Return the cursor of a watch's present search; another search begins anew."""
    query_hash = hashlib.sha256(watch.query.encode()).hexdigest()
    wanted = select(WatchCursor).where(WatchCursor.watch_id == watch.id, WatchCursor.query_hash == query_hash)
    cursor = db.session.scalar(wanted.with_for_update())
    if cursor is None:
        cursor = WatchCursor(watch_id=watch.id, query_hash=query_hash, version=0)
        db.session.add(cursor)
        db.session.flush()
    return cursor


def position_of(cursor: WatchCursor) -> Position:
    """Return where a cursor stands."""
    return Position(**{part.name: getattr(cursor, part.name) for part in fields(Position)})


def move(held: Held, position: Position, gap: Gap | None = None) -> Held:
    """Write a new place and prolong the lease, only if nobody has written the row since we read it."""
    changed = db.session.execute(
        update(WatchCursor)
        .where(WatchCursor.id == held.cursor_id, WatchCursor.version == held.version)
        .values(
            **asdict(position),
            version=held.version + 1,
            lease_owner=lease.own_name(),
            lease_until=clock.now() + LEASE,
        )
        .returning(WatchCursor.id)
    )
    if changed.first() is None:
        raise LeaseLost
    if gap is not None:
        note_gap(held, gap)
    return replace(held, version=held.version + 1, position=position)


def note_gap(held: Held, gap: Gap) -> None:
    """Record a stretch of time that can no longer be read."""
    missed = ReadingGap(watch_id=held.watch_id, from_at=gap.from_at, to_at=gap.to_at, noticed_at=clock.now())
    db.session.add(missed)
    db.session.flush()
    audit.record("reading gap noticed", about=missed, by="worker")


def get_health(network: str) -> SourceHealth:
    """Return the row on a network's health, made when it is first asked for."""
    health = db.session.scalar(select(SourceHealth).where(SourceHealth.network == network))
    if health is None:
        health = SourceHealth(network=network, failures=0, is_paused=False)
        db.session.add(health)
        db.session.flush()
    return health


def note_success(network: str) -> None:
    """Forget earlier failures of a network."""
    health = get_health(network)
    health.failures, health.failure_kind, health.failure = 0, None, None
    health.is_paused, health.retry_at, health.last_success_at = False, None, clock.now()


def note_drained(watch: Watch) -> None:
    """Say when a watch that was read to the end is due again."""
    watch.due_at = clock.now() + timedelta(minutes=watch.every_minutes)
    watch.refused = None


def note_failure(network: str, failure: SourceFailure) -> None:
    """Store why a network failed and when to come back."""
    health = get_health(network)
    wait = wait_after(failure.kind, failures=health.failures, asked=failure.after, chance=random.random())
    health.failures += 1
    health.failure_kind, health.failure = failure.kind, failure.sentence
    health.is_paused = wait is None
    health.retry_at = clock.now() + wait if wait is not None else None
    audit.record("reading failed", about=health, by="worker", kind=failure.kind)


def refuse_watch(watch: Watch, failure: SourceFailure) -> None:
    """Rest a watch whose search its network does not accept, until a person changes or asks for it."""
    watch.refused = failure.sentence
    audit.record("watch refused by its network", about=watch, by="worker", kind=FailureKind.BAD_QUERY)
