"""Read how every source is, in a fixed number of queries whatever their size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, func, select

from app import clock
from app.extensions import db
from app.listening.answering.replies import network_name
from app.listening.figures import CHEAPEST_PAGE, DAYS, Answer, Asking, SourceStatus, Tally, bars_of, sum_of
from app.listening.health import AT_REST, Facts, Verdict, judge
from app.listening.models import ReadingDay, ReadingGap, ReadSpend, Search, SourceHealth, Watch
from app.listening.queries.checking import count_doubted
from app.listening.sources.opening import NETWORKS, missing, shortest_interval
from app.listening.spending import budget
from app.listening.spending.budget import Allowance
from app.web.links import settings

NEVER = SourceHealth(failures=0, is_paused=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the active watches ask of one network."""

    watches: Sequence[Asking] = ()
    searches: int = 0
    refused: int = 0
    refusal: str = ""
    every_minutes: int = 0
    since: datetime | None = None
    due_at: datetime | None = None
    late_since: datetime | None = None


def list_sources() -> list[SourceStatus]:
    """Say of every source how it is."""
    healths, asked, days = list_healths(), list_asked(), list_days()
    gaps, spent, doubted = count_open_gaps(), list_spent(), count_doubted()
    return [
        status_of(
            network,
            health=healths.get(network, NEVER),
            asked=asked.get(network, Asked()),
            days=days[network],
            open_gaps=gaps.get(network, 0),
            allowance=spent.get(network),
            doubted=doubted.get(network, 0),
        )
        for network in NETWORKS
    ]


def list_ill() -> list[tuple[str, Verdict, datetime | None]]:
    """Name the sources that need a person, with what to do and since when they did not succeed."""
    healths, asked, spent = list_healths(), list_asked(), list_spent()
    facts = [
        facts_of(network, healths.get(network, NEVER), asked.get(network, Asked()), spent.get(network))
        for network in NETWORKS
    ]
    verdicts = [(each, judge(each)) for each in facts]
    return [
        (network_name(each.network), verdict, each.last_success_at or each.asked_since)
        for each, verdict in verdicts
        if verdict.is_alarm
    ]


def list_healths() -> dict[str, SourceHealth]:
    """Find how each network answered of late."""
    return {health.network: health for health in db.session.scalars(select(SourceHealth))}


def status_of(
    network: str,
    *,
    health: SourceHealth,
    asked: Asked,
    days: Mapping[date, Tally],
    open_gaps: int,
    allowance: Allowance | None,
    doubted: int,
) -> SourceStatus:
    """Put together what is known of one source."""
    today = clock.now().date()
    facts = replace(facts_of(network, health, asked, allowance), doubted=doubted)
    verdict = judge(facts)
    is_read = not facts.is_paused and verdict.state not in AT_REST
    next_run_at = next_run_of(facts, asked) if is_read else None
    return SourceStatus(
        network=network,
        name=network_name(network),
        verdict=verdict,
        answer=Answer(**{part.name: getattr(health, part.name) for part in fields(Answer)}),
        today=days.get(today, Tally()),
        month=sum_of(days, since=today.replace(day=1)),
        bars=bars_of(days, today=today),
        watches=asked.watches,
        searches=asked.searches,
        refused=asked.refused,
        open_gaps=open_gaps,
        next_run_at=next_run_at,
        is_due=next_run_at is not None and next_run_at <= facts.now,
        allowance=allowance,
    )


def facts_of(network: str, health: SourceHealth, asked: Asked, allowance: Allowance | None) -> Facts:
    """Gather what the state of a source depends on."""
    return Facts(
        now=clock.now(),
        network=network,
        missing=missing(network, settings()),
        searches=asked.searches,
        refused=asked.refused,
        refusal=asked.refusal,
        interval=max(timedelta(minutes=asked.every_minutes), shortest_interval(network)),
        asked_since=asked.since,
        late_since=asked.late_since,
        failures=health.failures,
        failure_kind=health.failure_kind,
        failure=health.failure or "",
        is_paused=health.is_paused,
        retry_at=health.retry_at,
        last_success_at=health.last_success_at,
        allowance=allowance,
        cheapest_page=CHEAPEST_PAGE.get(network, 0),
    )


def next_run_of(facts: Facts, asked: Asked) -> datetime | None:
    """Return when a source is read next, as far as the worker runs."""
    if asked.due_at is None:
        return None
    return max(asked.due_at, facts.retry_at) if facts.retry_at else asked.due_at


def list_asked() -> dict[str, Asked]:
    """Sum up the searches of active watches, network by network; those never begun are not late."""
    wanted = (
        select(
            Search.network,
            Watch.public_id,
            Watch.name,
            Watch.every_minutes,
            Watch.created_at,
            func.count(Search.id).label("searches"),
            func.count(Search.refused).label("refused"),
            func.max(Search.refused).label("refusal"),
            func.max(Search.trouble).label("trouble"),
            func.min(Search.due_at).filter(Search.refused.is_(None)).label("due_at"),
            func.min(Search.due_at).filter(Search.refused.is_(None), Search.version > 0).label("late_since"),
            func.min(Search.drain_started_at).label("draining_since"),
        )
        .join(Search.watch)
        .where(Watch.is_active)
        .group_by(Search.network, Watch.id)
        .order_by(Watch.name)
    )
    rows: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(wanted):
        rows[str(row.network)].append(cast("Row[Any]", row))
    return {network: asked_of(of_network) for network, of_network in rows.items()}


def asked_of(rows: Sequence[Row[Any]]) -> Asked:
    """Sum up what the watches of one network ask."""
    return Asked(
        watches=tuple(Asking(row.public_id, row.name, row.refusal, row.trouble) for row in rows),
        searches=sum(row.searches for row in rows),
        refused=sum(row.refused for row in rows),
        refusal=next(filter(None, (row.refusal for row in rows)), ""),
        every_minutes=min(row.every_minutes for row in rows),
        since=min(row.created_at for row in rows),
        due_at=first_of(row.late_since for row in rows) or first_of(row.due_at for row in rows),
        late_since=first_of(moment for row in rows for moment in (row.late_since, row.draining_since)),
    )


def first_of(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the earliest moment that is known."""
    return min(filter(None, moments), default=None)


def list_days() -> defaultdict[str, dict[date, Tally]]:
    """List what reading came to on each day of this month and of the last two weeks."""
    today = clock.now().date()
    since = min(today.replace(day=1), today - timedelta(days=DAYS - 1))
    counts = [getattr(ReadingDay, part.name) for part in fields(Tally)]
    days: defaultdict[str, dict[date, Tally]] = defaultdict(dict)
    wanted = select(ReadingDay.network, ReadingDay.read_on, *counts).where(ReadingDay.read_on >= since)
    for network, read_on, *counted in db.session.execute(wanted):
        days[network][read_on] = Tally(*counted)
    return days


def count_open_gaps() -> dict[str, int]:
    """Count the gaps that nobody has closed."""
    wanted = select(ReadingGap.network, func.count()).where(ReadingGap.closed_at.is_(None)).group_by(ReadingGap.network)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def list_spent() -> dict[str, Allowance]:
    """Return what this month and day still allow, for each network that costs money."""
    today = clock.now().date()
    cost = func.coalesce(ReadSpend.settled, ReadSpend.reserved)
    wanted = (
        select(
            ReadSpend.network,
            func.sum(cost).label("month"),
            func.coalesce(func.sum(cost).filter(ReadSpend.spent_on == today), 0).label("day"),
        )
        .where(ReadSpend.network.in_(CHEAPEST_PAGE), ReadSpend.spent_on >= today.replace(day=1))
        .group_by(ReadSpend.network)
    )
    spent = {row.network: (int(row.month), int(row.day)) for row in db.session.execute(wanted)}
    cap = budget.micro_dollars(settings().x_monthly_budget)
    return {network: Allowance(cap, *spent.get(network, (0, 0))) for network in CHEAPEST_PAGE}
