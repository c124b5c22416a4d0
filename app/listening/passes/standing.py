"""Keep where each search stands: who reads it, how far it came, and how its network answered."""

import random
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta

from sqlalchemy import case, literal, select, update

from app import clock
from app.audit import service as audit
from app.extensions import UtcDateTime, db
from app.listening.cursor.position import Gap, Position
from app.listening.models import ReadingGap, Search, SourceHealth
from app.listening.passes import lease, tally
from app.listening.passes.backoff import wait_after
from app.listening.service.watches import terms_of
from app.listening.sources.opening import shortest_interval
from app.listening.sources.protocol import FailureKind, Page, Rate, SourceFailure
from app.listening.watching.searches import Terms

LEASE = timedelta(seconds=lease.LASTS_SECONDS)


class LeaseLost(Exception):
    """Another process has taken over this search, or it is gone; what we hold is out of date."""


@dataclass(frozen=True, slots=True)
class Held:
    """A search that this process holds: what it asks, and where it stands as of which version of its row."""

    search_id: int
    watch_id: int
    network: str
    query: str
    terms: Terms
    version: int
    position: Position


def take_lease(search_id: int, *, due_at: datetime | None = None) -> Held | None:
    """Take a search for this process; None while a living process holds it, or when it is gone.

    None too when another process has read it since it was seen to be due at `due_at`.
    """
    row = db.session.scalar(select(Search).where(Search.id == search_id).with_for_update())
    if row is None or is_held(row) or (due_at is not None and row.due_at != due_at):
        return None
    position = position_of(row)
    held = Held(row.id, row.watch_id, row.network, row.query, terms_of(row.watch), row.version, position)
    return move(held, position)


def is_held(search: Search) -> bool:
    """Tell whether another process still reads this search."""
    if search.lease_owner is None or search.lease_until is None or search.lease_until <= clock.now():
        return False
    return search.lease_owner != lease.own_name() and not lease.is_gone(search.lease_owner)


def free_lease(held: Held) -> None:
    """Let others read this search; one that is still due goes behind those that have waited longer."""
    now = clock.now()
    db.session.execute(
        update(Search)
        .where(Search.id == held.search_id, Search.lease_owner == lease.own_name())
        .values(
            lease_owner=None,
            lease_until=None,
            due_at=case((Search.due_at < now, literal(now, UtcDateTime)), else_=Search.due_at),
        )
    )


def prolong_leases() -> None:
    """Keep what this process holds while it waits for long answers; the version of no row changes."""
    now = clock.now()
    db.session.execute(
        update(Search)
        .where(Search.lease_owner == lease.own_name(), Search.lease_until > now)
        .values(lease_until=now + LEASE)
    )


def position_of(search: Search) -> Position:
    """Return where a search stands."""
    return Position(**{part.name: getattr(search, part.name) for part in fields(Position)})


def move(held: Held, position: Position, gap: Gap | None = None) -> Held:
    """Write a new place and prolong the lease, only if nobody has written the row since we read it."""
    changed = db.session.execute(
        update(Search)
        .where(Search.id == held.search_id, Search.version == held.version)
        .values(
            **asdict(position),
            version=held.version + 1,
            lease_owner=lease.own_name(),
            lease_until=clock.now() + LEASE,
        )
        .returning(Search.id)
    )
    if changed.first() is None:
        raise LeaseLost
    if gap is not None:
        note_gap(held, gap)
    return replace(held, version=held.version + 1, position=position)


def note_gap(held: Held, gap: Gap) -> None:
    """Record a stretch of time that can no longer be read, together with an open one that it goes on from."""
    before = find_gap_before(held, gap)
    if before is not None:
        before.to_at = max(before.to_at, gap.to_at)
        audit.record("reading gap grew", about=before, by="worker")
        return
    missed = ReadingGap(
        watch_id=held.watch_id, network=held.network, from_at=gap.from_at, to_at=gap.to_at, noticed_at=clock.now()
    )
    db.session.add(missed)
    db.session.flush()
    audit.record("reading gap noticed", about=missed, by="worker")


def find_gap_before(held: Held, gap: Gap) -> ReadingGap | None:
    """Find the open gap that a new one begins in, or belongs to."""
    wanted = select(ReadingGap).where(
        ReadingGap.watch_id == held.watch_id,
        ReadingGap.network == held.network,
        ReadingGap.closed_at.is_(None),
        ReadingGap.from_at <= gap.from_at,
    )
    if not gap.goes_on:
        wanted = wanted.where(ReadingGap.to_at >= gap.from_at)
    return db.session.scalars(wanted.order_by(ReadingGap.to_at.desc()).limit(1)).first()


def get_health(network: str) -> SourceHealth:
    """Return the row on a network's health, made when it is first asked for."""
    health = db.session.scalar(select(SourceHealth).where(SourceHealth.network == network))
    if health is None:
        health = SourceHealth(network=network, failures=0, is_paused=False)
        db.session.add(health)
        db.session.flush()
    return health


def note_success(network: str, page: Page) -> None:
    """Forget earlier failures of a network, and keep what its answer says of requests left and of the newest post."""
    health = get_health(network)
    health.failures, health.failure_kind, health.failure = 0, None, None
    health.is_paused, health.retry_at, health.last_success_at = False, None, clock.now()
    seen = [post.posted_at for post in page.posts]
    health.newest_posted_at = max(filter(None, (health.newest_posted_at, *seen)), default=None)
    note_rate(health, page.rate)


def note_rate(health: SourceHealth, rate: Rate | None) -> None:
    """Keep what an answer says of requests left, if it says anything."""
    if rate is not None:
        health.rate_limit, health.rate_remaining, health.rate_resets_at = rate.limit, rate.remaining, rate.resets_at


def note_drained(held: Held) -> None:
    """Say when a search that was read to the end is due again."""
    search = db.session.get_one(Search, held.search_id)
    search.due_at = clock.now() + interval_of(search)
    search.refused = search.trouble = search.trouble_since = None


def put_off(held: Held, failure: SourceFailure) -> None:
    """Leave a search that failed by itself for another time."""
    search = db.session.get_one(Search, held.search_id)
    search.due_at = clock.now() + max(interval_of(search), failure.after or timedelta(0))
    search.trouble, search.trouble_since = failure.sentence, search.trouble_since or clock.now()
    get_health(held.network).failure = failure.sentence
    tally.note_failure(held.network)
    audit.record("search put off", about=search, by="worker", kind=failure.kind)


def interval_of(search: Search) -> timedelta:
    """Return how often a search is read; some networks ask not to be read too often."""
    return max(timedelta(minutes=search.watch.every_minutes), shortest_interval(search.network))


def note_failure(network: str, failure: SourceFailure) -> None:
    """Store why a network failed and when to come back."""
    health = get_health(network)
    wait = wait_after(failure.kind, failures=health.failures, asked=failure.after, chance=random.random())
    health.failures += 1
    health.failure_kind, health.failure = failure.kind, failure.sentence
    health.is_paused = wait is None
    health.retry_at = clock.now() + wait if wait is not None else None
    note_rate(health, failure.rate)
    tally.note_failure(network)
    audit.record("reading failed", about=health, by="worker", kind=failure.kind)


def refuse_search(held: Held, failure: SourceFailure) -> None:
    """Rest a search that its network does not accept, until a person changes or asks for it."""
    search = db.session.get_one(Search, held.search_id)
    search.refused = failure.sentence
    audit.record("search refused by its network", about=search, by="worker", kind=FailureKind.BAD_QUERY)
