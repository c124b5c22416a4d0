"""How reading the networks went: each source in another state, and nothing that makes the worker ask a network."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select, update

from app import clock
from app.demo.script import Script
from app.demo.seasons import Stage
from app.extensions import Base, db
from app.listening import service
from app.listening.models import Quarantine, ReadingDay, ReadingGap, ReadSpend, Search, SourceHealth, Watch
from app.listening.service.sources import close_gap
from app.listening.sources.protocol import FailureKind
from app.web.actions import act

ONCE_A_DAY = 24 * 60
NEW_ON_X = (31, 44, 38, 52, 47, 19, 23, 41, 58, 49, 36, 61, 54, 27)
NEW_ON_BLUESKY = (6, 9, 4, 11, 8, 3, 5, 7, 12, 6, 9, 2)
NEW_IN_FEEDS = (1, 0, 2, 0, 1, 1, 0, 0, 3)
PRICE = 5_000
REFUSED = "The feed answers 410: it is gone for good."
ASIDE = (
    ("x", "1990000000000004711", "the post has no text"),
    ("x", "1990000000000004733", "the post does not say when it was written"),
    ("bluesky", None, "the post has no id"),
)


def stage(script: Script, held: Stage) -> None:
    """Note how far reading has come, and that a curator put a gap aside."""
    script.add(held.days.ago(minutes=4), partial(act, read_so_far))
    script.add(held.days.ago(minutes=2), partial(put_gap_aside, held))


def read_so_far() -> None:
    """Leave the rows that two weeks of reading leave."""
    feeds = add_feeds()
    db.session.execute(update(Watch).where(Watch.id != feeds.id).values(every_minutes=ONCE_A_DAY))
    db.session.execute(
        update(Search).where(Search.network == "x").values(due_at=clock.now() + timedelta(minutes=ONCE_A_DAY))
    )
    db.session.execute(update(Search).where(Search.network == "rss").values(refused=REFUSED))
    first = db.session.scalars(select(Watch).order_by(Watch.id).limit(1)).one()
    db.session.add_all([*healths(), *days_read(), *spent(), *gaps(first, feeds), *set_aside(first)])
    db.session.flush()


def add_feeds() -> Watch:
    """Add a watch on a feed that has ended, under a name that no network knows."""
    watch = Watch(
        name="Reviews of support in the trade press",
        networks=["rss"],
        feeds=["https://reviews.example/support.atom"],
        every_minutes=60,
        created_at=clock.now() - timedelta(days=12),
    )
    db.session.add(watch)
    db.session.flush()
    service.set_searches(watch)
    return watch


def healths() -> Iterator[SourceHealth]:
    """Let X answer well, Bluesky refuse the password, and the feed be silent for days."""
    now = clock.now()
    yield SourceHealth(
        network="x",
        last_success_at=now,
        newest_posted_at=now - timedelta(minutes=6),
        rate_limit=450,
        rate_remaining=438,
        rate_resets_at=now + timedelta(minutes=9),
        checked_at=now - timedelta(hours=5),
    )
    yield SourceHealth(
        network="bluesky",
        failures=1,
        failure_kind=FailureKind.AUTH,
        failure="Bluesky refuses the handle or the app password.",
        is_paused=True,
        last_success_at=now - timedelta(days=2),
        newest_posted_at=now - timedelta(days=2, minutes=17),
    )
    yield SourceHealth(network="rss", last_success_at=now - timedelta(days=5), newest_posted_at=now - timedelta(days=6))


def days_read() -> Iterator[ReadingDay]:
    """Count what each day brought; X had trouble once."""
    for on, new in backwards(NEW_ON_X, ends=0):
        failures = 3 if new == min(NEW_ON_X) else 0
        yield ReadingDay(
            network="x",
            read_on=on,
            pages=4 + new // 5,
            new=new,
            known=new // 3,
            edited=new // 20,
            passed_over=0,
            set_aside=new // 30,
            failures=failures,
        )
    for on, new in backwards(NEW_ON_BLUESKY, ends=2):
        yield ReadingDay(network="bluesky", read_on=on, pages=40, new=new, known=2 * new, passed_over=5 * new)
    for on, new in backwards(NEW_IN_FEEDS, ends=5):
        yield ReadingDay(network="rss", read_on=on, pages=24, new=new, known=9, passed_over=2)


def backwards(figures: tuple[int, ...], *, ends: int) -> Iterator[tuple[date, int]]:
    """Put figures on consecutive days, the last of them so many days ago."""
    for back, figure in enumerate(reversed(figures)):
        yield clock.now().date() - timedelta(days=ends + back), figure


def spent() -> Iterator[ReadSpend]:
    """Pay for the posts of X."""
    for on, new in backwards(NEW_ON_X, ends=0):
        cost = new * PRICE
        yield ReadSpend(network="x", spent_on=on, reserved=cost, settled=cost, reserved_at=clock.now())


def gaps(on_x: Watch, feeds: Watch) -> Iterator[ReadingGap]:
    """Miss two stretches of time."""
    now = clock.now()
    for watch, network, begun, ended in ((on_x, "x", 9 * 24, 8 * 24 + 19), (feeds, "rss", 6 * 24, 5 * 24 + 3)):
        missed_from, missed_to = now - timedelta(hours=begun), now - timedelta(hours=ended)
        yield ReadingGap(watch=watch, network=network, from_at=missed_from, to_at=missed_to, noticed_at=missed_to)


def set_aside(watch: Watch) -> Iterator[Base]:
    """Set a few posts aside."""
    for number, (network, post_id, reason) in enumerate(ASIDE):
        noticed_at = clock.now() - timedelta(hours=7 * (len(ASIDE) - number))
        yield Quarantine(
            fingerprint=f"demo-{number}",
            network=network,
            post_id=post_id,
            reason=reason,
            watch_id=watch.id,
            noticed_at=noticed_at,
        )


def put_gap_aside(held: Stage) -> None:
    """Let Mina look through X by hand and close its gap."""
    gap = db.session.scalars(select(ReadingGap).where(ReadingGap.network == "x")).one()
    reason = "Looked through the evening by hand; two posts were answered."
    act(close_gap, gap, reason=reason, by=held.people["mina"])
