"""Count what comes at once: from one network, about one company, through one reply, or from scripts as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.companies.models import Company, is_one_of
from app.extensions import db
from app.nominations.arrivals import find_arrival
from app.nominations.models import Nomination, NominationRevision
from app.nominations.rules import State
from app.nominations.weighing import Signal

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PROVEN: ColumnElement[bool] = literal_column("nomination.is_proven")
UNPROVEN: ColumnElement[bool] = literal_column("(NOT nomination.is_proven)")


@dataclass(frozen=True)
class Burst:
    """More than `most` within a time, half of it before and half after the nomination in question."""

    signal: Signal
    within: timedelta
    most: int


FLOODS_FROM_ONE_ORIGIN = (Burst(Signal.ORIGIN_FLOOD, HOUR, 1_000), Burst(Signal.ORIGIN_FLOOD, DAY, 3_000))
FROM_ONE_ORIGIN = (Burst(Signal.ORIGIN_BURST, HOUR, 250),)
FROM_SCRIPTS = (Burst(Signal.UNPROVEN_FLOOD, HOUR, 600), Burst(Signal.UNPROVEN_FLOOD, DAY, 1_500))
FOR_ONE_COMPANY = (Burst(Signal.COMPANY_BURST, HOUR, 60),)
THROUGH_ONE_REPLY = (Burst(Signal.OUTREACH_BURST, DAY, 25),)


def list_bursts(nomination: Nomination) -> Iterator[Signal]:
    """Yield the signal of each burst a nomination came in, or comes in when it is confirmed now."""
    own, at = nomination.id, nomination.created_at
    if nomination.origin:
        yield from _list_origin_bursts(nomination)
    if not nomination.is_proven:
        yield from _first(FROM_SCRIPTS, UNPROVEN, Nomination.created_at, at, own)
    if nomination.outreach_code and _is_passed_around(nomination):
        yield Signal.OUTREACH_BURST
    confirmed_at = nomination.confirmed_at or clock.now()
    yield from _first(FOR_ONE_COMPANY, _same_company(nomination), Nomination.confirmed_at, confirmed_at, own)


def _list_origin_bursts(nomination: Nomination) -> Iterator[Signal]:
    """Weigh who did the work against others who did, whom a flood without it says nothing about.

    Somebody whose story was accepted before, or who came by a code we handed out, is in no flood.
    """
    same, at, own = Nomination.origin == nomination.origin, nomination.created_at, nomination.id
    alike = same & PROVEN if nomination.is_proven else same
    flood = next(_first(FLOODS_FROM_ONE_ORIGIN, alike, Nomination.created_at, at, own), None)
    if flood and not _is_known_to_us(nomination):
        yield flood
        return
    yield from _first(FROM_ONE_ORIGIN, same, Nomination.created_at, at, own)


def _is_known_to_us(nomination: Nomination) -> bool:
    if nomination.outreach_code and find_arrival(nomination.outreach_code).known():
        return not _is_passed_around(nomination)
    accepted = select(Nomination.id).where(
        Nomination.identity == nomination.identity, Nomination.state == State.ACCEPTED, Nomination.id != nomination.id
    )
    return nomination.identity is not None and db.session.scalar(accepted.limit(1)) is not None


def _is_passed_around(nomination: Nomination) -> bool:
    same_code = Nomination.outreach_code == nomination.outreach_code
    return any(_first(THROUGH_ONE_REPLY, same_code, Nomination.created_at, nomination.created_at, nomination.id))


def _first(
    bursts: tuple[Burst, ...],
    alike: ColumnElement[bool],
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    at: datetime,
    own: int,
) -> Iterator[Signal]:
    for burst in bursts:
        around = column.between(at - burst.within / 2, at + burst.within / 2)
        others = select(Nomination.id).where(alike, around, Nomination.id != own).limit(burst.most).subquery()
        if (db.session.scalar(select(func.count()).select_from(others)) or 0) >= burst.most:
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
