"""Phases of a season: one pure function says what is open when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

NOMINATION_GRACE = timedelta(minutes=30)
SCORECARD_GRACE = timedelta(minutes=2)
SMALL_COMPANY_STAFF = 50


class Phase(StrEnum):
    """Where a season stands."""

    PREPARING = "preparing"
    NOMINATING = "nominating"
    JUDGING = "judging"
    DECIDING = "deciding"
    PUBLISHED = "published"


class Recognises(StrEnum):
    """What a category honours."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"


class Dates(Protocol):
    """The instants that decide a season's phase."""

    nominations_open_at: datetime
    nominations_close_at: datetime
    judging_opens_at: datetime
    judging_closes_at: datetime
    published_at: datetime | None


@dataclass(frozen=True)
class Opening:
    """What is open at one instant; `takes_…` counts the grace in, `shows_…` is what pages say."""

    phase: Phase
    shows_nominating: bool
    takes_nominations: bool
    shows_judging: bool
    takes_scorecards: bool


def opening_at(season: Dates, now: datetime) -> Opening:
    """Say what is open in a season at an instant."""
    return Opening(
        phase=phase_of(season, now),
        shows_nominating=season.nominations_open_at <= now < season.nominations_close_at,
        takes_nominations=season.nominations_open_at <= now < season.nominations_close_at + NOMINATION_GRACE,
        shows_judging=season.judging_opens_at <= now < season.judging_closes_at,
        takes_scorecards=season.judging_opens_at <= now < season.judging_closes_at + SCORECARD_GRACE,
    )


def phase_of(season: Dates, now: datetime) -> Phase:
    """Name the phase of a season at an instant.

    Between the close of nominations and the opening of judging the season is still nominating for its organisers
    (curators moderate), but no form is open.
    """
    if season.published_at is not None and season.published_at <= now:
        return Phase.PUBLISHED
    if now < season.nominations_open_at:
        return Phase.PREPARING
    if now < season.judging_opens_at:
        return Phase.NOMINATING
    if now < season.judging_closes_at:
        return Phase.JUDGING
    return Phase.DECIDING


def start_of(day: date, zone: str) -> datetime:
    """Return the instant a day begins in a zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone))


def end_of(day: date, zone: str) -> datetime:
    """Return the instant a day ends in a zone: the first one of the next day."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))


def last_day_before(instant: datetime, zone: str) -> date:
    """Return the day that ends at, or holds the moment before, an instant."""
    return (instant.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()
