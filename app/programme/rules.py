"""Phases of a season: one pure function says what is open when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

NOMINATION_GRACE = timedelta(minutes=30)
SCORECARD_GRACE = timedelta(minutes=2)
SMALL_COMPANY_STAFF = 50


FIRST_YEAR, LAST_YEAR = 2000, 2100
ZONES = (
    "UTC",
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/New_York",
    "America/Toronto",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Reykjavik",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/London",
    "Africa/Lagos",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Europe/Athens",
    "Europe/Bucharest",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Sofia",
    "Africa/Nairobi",
    "Asia/Jerusalem",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Hong_Kong",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Australia/Perth",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Auckland",
)


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


class PlannedDates(Dates, Protocol):
    """The instants of a season with its zone and the planned announcement."""

    zone: str
    announced_at: datetime


@dataclass
class SeasonDays:
    """A season's name, address, zone and instants, apart from its row; read, never changed."""

    slug: str
    name: str
    zone: str
    nominations_open_at: datetime
    nominations_close_at: datetime
    judging_opens_at: datetime
    judging_closes_at: datetime
    announced_at: datetime
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
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def end_of(day: date, zone: str) -> datetime:
    """Return the instant a day ends in a zone: the first one of the next day."""
    return start_of(day + timedelta(days=1), zone)


def last_day_before(instant: datetime, zone: str) -> date:
    """Return the day that ends at, or holds the moment before, an instant."""
    return (instant.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()


def days_of(season: PlannedDates) -> dict[str, date]:
    """Turn a season's instants back into the days its organisers chose."""
    zone = ZoneInfo(season.zone)
    return {
        "nominations_open_on": season.nominations_open_at.astimezone(zone).date(),
        "nominations_close_on": last_day_before(season.nominations_close_at, season.zone),
        "judging_opens_on": season.judging_opens_at.astimezone(zone).date(),
        "judging_closes_on": last_day_before(season.judging_closes_at, season.zone),
        "announced_on": season.announced_at.astimezone(zone).date(),
    }


def find_fault_in_order(days: Mapping[str, date]) -> tuple[str, str] | None:
    """Return the field and the sentence of the first day that comes too early, or None."""
    if days["nominations_close_on"] < days["nominations_open_on"]:
        return "nominations_close_on", "Nominations must close on or after the day they open"
    if days["judging_opens_on"] <= days["nominations_close_on"]:
        return "judging_opens_on", "Judging must begin after the last day for nominations"
    if days["judging_closes_on"] < days["judging_opens_on"]:
        return "judging_closes_on", "Judging must end on or after the day it begins"
    if days["announced_on"] <= days["judging_closes_on"]:
        return "announced_on", "The announcement must come after the last day of judging"
    return None


def is_year_in_reach(year: int) -> bool:
    """Tell whether a season could sensibly have a day in this year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def zone_in_words(zone: str) -> str:
    """Name a zone by its city first, so that people find theirs: Sofia (Europe/Sofia)."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} ({zone})" if "/" in zone else zone
