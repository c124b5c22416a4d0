"""Note that posts came further, in the transaction in which they do: each counts once at each stage."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.accounts.models import User
from app.extensions import Base, db
from app.listening.funnel.stages import WITH_TEMPLATE, Stage, stages_to
from app.listening.models import FunnelDay, FunnelStep, Mention, Watch

Key = tuple[str, ...]
DAY_KEY = ("reached_on", "stage", "network", "watch", "template", "user_id")


def note(
    mention_ids: Collection[int], stage: Stage, *, by: int | None, template: str = "", at: datetime | None = None
) -> int:
    """Note that posts reached a stage, and with it those before it; return how many were new there.

    What was noted before is passed over, so that it can be said as often as it happens.
    """
    reached_at = at or clock.now()
    rows = [
        {
            "mention_id": mention_id,
            "stage": each,
            "reached_at": reached_at,
            "user_id": by,
            "template": template if each in WITH_TEMPLATE else "",
        }
        for mention_id in sorted(set(mention_ids))
        for each in stages_to(stage)
    ]
    if not rows:
        return 0
    once = _insert(FunnelStep).values(rows).on_conflict_do_nothing(index_elements=["mention_id", "stage"])
    new = db.session.execute(once.returning(FunnelStep.mention_id, FunnelStep.stage)).all()
    if new:
        _count_steps([(row.mention_id, row.stage) for row in new], reached_at, by=by or 0, template=template)
    return sum(1 for row in new if row.stage == stage)


def note_by(user: User, mention: Mention, stage: Stage, *, template: str = "") -> None:
    """Note that a curator brought one post to a stage."""
    note([mention.id], stage, by=user.id, template=template)


def take_back(mention: Mention, stage: Stage) -> None:
    """Forget that a post reached a stage, because it turned out that it had not."""
    gone = delete(FunnelStep).where(FunnelStep.mention_id == mention.id, FunnelStep.stage == stage)
    row = db.session.execute(gone.returning(FunnelStep.reached_at, FunnelStep.user_id, FunnelStep.template)).first()
    if row is None:
        return
    watch = db.session.scalar(select(Watch.public_id).where(Watch.id == mention.watch_id)) or ""
    counted = FunnelDay.stage == stage, FunnelDay.reached_on == row.reached_at.date()
    home = FunnelDay.network == mention.network, FunnelDay.watch == watch
    whose = FunnelDay.template == row.template, FunnelDay.user_id == (row.user_id or 0), FunnelDay.number > 0
    db.session.execute(update(FunnelDay).where(*counted, *home, *whose).values(number=FunnelDay.number - 1))


def count_found(networks: Iterable[str], *, watch_id: int | None) -> None:
    """Count posts that have just been stored for the first time, by their networks."""
    counted = Counter(networks)
    if not counted:
        return
    watch = db.session.scalar(select(Watch.public_id).where(Watch.id == watch_id)) if watch_id else None
    today = clock.now().date()
    _add({(today, Stage.FOUND, network, watch or "", "", 0): number for network, number in counted.items()})


def _count_steps(new: list[tuple[int, Stage]], reached_at: datetime, *, by: int, template: str) -> None:
    ids = {mention_id for mention_id, _ in new}
    known = select(Mention.id, Mention.network, Watch.public_id).outerjoin(Mention.watch).where(Mention.id.in_(ids))
    homes = {row[0]: (row[1], row[2] or "") for row in db.session.execute(known)}
    day = reached_at.date()
    _add(
        Counter(
            (day, stage, *homes[mention_id], template if stage in WITH_TEMPLATE else "", by)
            for mention_id, stage in new
        )
    )


def _add(counted: "Counter[Any] | dict[Any, int]") -> None:
    """Add to the counts of days, always in one order."""
    rows = [{**dict(zip(DAY_KEY, key, strict=True)), "number": counted[key]} for key in sorted(counted)]
    added = _insert(FunnelDay).values(rows)
    db.session.execute(
        added.on_conflict_do_update(
            index_elements=list(DAY_KEY), set_={"number": FunnelDay.number + added.excluded.number}
        )
    )


def _insert(table: type[Base]) -> Any:
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)
