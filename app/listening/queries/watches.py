"""Read what the pages of the watches show, each in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app import clock
from app.errors import Missing
from app.extensions import db
from app.listening.models import Mention, SourceHealth, Watch
from app.listening.rules import MentionState
from app.listening.spending.estimate import LOOK_BACK_DAYS
from app.listening.watching.matching import HeldPost

COUNTED_DAYS = 30
LOOKED_THROUGH = 5_000
TAKEN_UP = (MentionState.CLAIMED, MentionState.SENT, MentionState.NOMINATED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a watch found of late, and what became of it."""

    last_found_at: datetime | None = None
    found: int = 0
    taken_up: int = 0
    let_go: int = 0


def get_watch(public_id: str) -> Watch:
    """Return a watch by its public id."""
    watch = db.session.scalar(select(Watch).where(Watch.public_id == public_id).options(selectinload(Watch.searches)))
    if watch is None:
        raise Missing
    return watch


def list_watches() -> Sequence[Watch]:
    """List all watches with their searches, those that are read first."""
    wanted = select(Watch).options(selectinload(Watch.searches)).order_by(Watch.is_active.desc(), Watch.name)
    return db.session.scalars(wanted).all()


def find_figures(watches: Sequence[Watch]) -> Mapping[int, Figures]:
    """Count what each watch found in thirty days, and find when it last found anything."""
    ids = [watch.id for watch in watches]
    last = select(func.max(Mention.found_at)).where(Mention.watch_id == Watch.id).correlate(Watch).scalar_subquery()
    last_found = {row[0]: row[1] for row in db.session.execute(select(Watch.id, last).where(Watch.id.in_(ids)))}
    since = clock.now() - timedelta(days=COUNTED_DAYS)
    counted = db.session.execute(
        select(Mention.watch_id, Mention.state, func.count())
        .where(Mention.watch_id.in_(ids), Mention.state.in_(list(MentionState)), Mention.found_at >= since)
        .group_by(Mention.watch_id, Mention.state)
    )
    states: dict[int, dict[MentionState, int]] = {each: {} for each in ids}
    for watch_id, state, number in counted:
        states.setdefault(watch_id or 0, {})[state] = number
    return {each: figures_of(states[each], last_found.get(each)) for each in ids}


def figures_of(states: Mapping[MentionState, int], last_found_at: datetime | None) -> Figures:
    """Sum up what became of the posts of one watch."""
    return Figures(
        last_found_at,
        found=sum(states.values()),
        taken_up=sum(states.get(state, 0) for state in TAKEN_UP),
        let_go=states.get(MentionState.DISMISSED, 0),
    )


def count_found_on_x(watch: Watch) -> int:
    """Count the posts that a watch found on X in the days an estimate looks back on."""
    since = clock.now() - timedelta(days=LOOK_BACK_DAYS)
    own = select(func.count()).where(Mention.watch_id == watch.id, Mention.found_at >= since, Mention.network == "x")
    return db.session.scalar(own) or 0


def list_recent_posts() -> Sequence[HeldPost]:
    """List the posts of the last seven days that we hold, the newest first and at most some thousands."""
    since = clock.now() - timedelta(days=LOOK_BACK_DAYS)
    wanted = (
        select(Mention.id, Mention.network, Mention.lang, Mention.text, Mention.rank, Mention.state)
        .where(Mention.posted_at >= since, Mention.state != MentionState.GONE)
        .order_by(Mention.posted_at.desc())
        .limit(LOOKED_THROUGH)
    )
    return [HeldPost(*row) for row in db.session.execute(wanted)]


def find_mentions(ids: Sequence[int]) -> Mapping[int, Mention]:
    """Find mentions by their ids."""
    return {mention.id: mention for mention in db.session.scalars(select(Mention).where(Mention.id.in_(ids)))}


def list_troubles() -> Mapping[str, str]:
    """Say of each network that is paused why it is not read."""
    paused = select(SourceHealth.network, SourceHealth.failure).where(SourceHealth.is_paused)
    return {network: failure or "" for network, failure in db.session.execute(paused)}
