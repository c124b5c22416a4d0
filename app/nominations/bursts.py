"""Count what comes at once: from one network, about one company, through one reply, or from scripts as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from app.companies.models import Company, is_one_of
from app.extensions import db
from app.nominations.models import Nomination, NominationRevision
from app.nominations.weighing import Signal

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
UNPROVEN: ColumnElement[bool] = literal_column("(NOT nomination.is_proven)")


@dataclass(frozen=True)
class Burst:
    """More than `most` within a time, half of it before and half after the nomination in question."""

    signal: Signal
    within: timedelta
    most: int


FROM_ONE_ORIGIN = (
    Burst(Signal.ORIGIN_FLOOD, HOUR, 1_000),
    Burst(Signal.ORIGIN_FLOOD, DAY, 3_000),
    Burst(Signal.ORIGIN_BURST, HOUR, 250),
)
FROM_SCRIPTS = (Burst(Signal.UNPROVEN_FLOOD, HOUR, 600), Burst(Signal.UNPROVEN_FLOOD, DAY, 1_500))
FOR_ONE_COMPANY = (Burst(Signal.COMPANY_BURST, HOUR, 60),)
THROUGH_ONE_REPLY = (Burst(Signal.OUTREACH_BURST, DAY, 25),)


def list_bursts(nomination: Nomination) -> Iterator[Signal]:
    """Yield the signal of each burst a nomination came in."""
    created, at = Nomination.created_at, nomination.created_at
    if nomination.origin:
        yield from _first(FROM_ONE_ORIGIN, Nomination.origin == nomination.origin, created, at)
    if not nomination.is_proven:
        yield from _first(FROM_SCRIPTS, UNPROVEN, created, at)
    if nomination.outreach_code:
        same_code = Nomination.outreach_code == nomination.outreach_code
        yield from _first(THROUGH_ONE_REPLY, same_code, created, at)
    if nomination.confirmed_at:
        confirmed = nomination.confirmed_at
        yield from _first(FOR_ONE_COMPANY, _same_company(nomination), Nomination.confirmed_at, confirmed)


def _first(
    bursts: tuple[Burst, ...],
    alike: ColumnElement[bool],
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    at: datetime,
) -> Iterator[Signal]:
    for burst in bursts:
        around = column.between(at - burst.within / 2, at + burst.within / 2)
        counted = select(Nomination.id).where(alike, around).limit(burst.most + 1).subquery()
        if (db.session.scalar(select(func.count()).select_from(counted)) or 0) > burst.most:
            yield burst.signal
            return


def _same_company(nomination: Nomination) -> ColumnElement[bool]:
    if nomination.company is not None:
        family = select(Company.id).where(is_one_of(nomination.company.canonical_company_id))
        return Nomination.company_id.in_(family)
    named = func.lower(nomination.written.company_name or "")
    same = NominationRevision.nomination_id == Nomination.id
    written = select(NominationRevision.id).where(same, func.lower(NominationRevision.company_name) == named)
    return Nomination.company_id.is_(None) & written.exists()
