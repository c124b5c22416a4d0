"""What the rooms below know of the current season, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from app.programme.rules import Phase, SeasonDays, phase_of


@dataclass
class Calendar(SeasonDays):
    """A season's days, and whether it is the one that strangers meet."""

    is_current: bool = True


@dataclass(frozen=True)
class Other:
    """Another season under way."""

    slug: str
    name: str
    phase: Phase


@dataclass(frozen=True)
class Ill:
    """A source that needs a person: what is wrong, what to do, and when it last went well."""

    name: str
    words: str
    to_do: str
    since: datetime | None


@dataclass(frozen=True)
class Facts:
    """Everything the checklist and the alarms rest on; no mark, no name, no address."""

    now: datetime
    season: Calendar | None = None
    others: tuple[Other, ...] = ()
    following: str = ""
    categories: int = 0
    rubric_version: int = 0
    has_identity: bool = False
    is_curator: bool = False
    curators: int = 0
    judges: int = 0
    invited_judges: int = 0
    invited_curators: int = 0
    without_factor: int = 0
    without_factor_since: datetime | None = None
    waiting: int = 0
    late: int = 0
    waiting_since: datetime | None = None
    entries: int = 0
    short: int = 0
    asked: int = 0
    submitted: int = 0
    silent: int = 0
    silent_since: datetime | None = None
    uncomputed: int = 0
    undecided: int = 0
    unsigned: int = 0
    unsigned_since: datetime | None = None
    ties: int = 0
    ties_since: datetime | None = None
    companies_to_tell: int = 0
    prepared_at: datetime | None = None
    set_aside: int = 0
    set_aside_since: datetime | None = None
    queued: int = 0
    due_since: datetime | None = None
    worked_at: datetime | None = None
    backed_up_at: datetime | None = None
    ill: tuple[Ill, ...] = ()

    @property
    def phase(self) -> Phase | None:
        """Return the phase of the current season; None where there is none."""
        return phase_of(self.season, self.now) if self.season else None

    def place(self, name: str) -> str:
        """Return the address of a page about this season; without a name of its own it is about the current one."""
        path = f"/organise/{name}"
        return path if self.season is None or self.season.is_current else f"{path}?season={self.season.slug}"


def count(number: int, one: str, many: str) -> str:
    """Write a number of things."""
    return f"{number:,} {one if number == 1 else many}"
