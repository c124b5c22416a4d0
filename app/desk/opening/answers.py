"""What an organiser has said so far of a season to come, and what is proposed where they have not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypedDict

from app.judging.rules import FEWEST_JUDGES

NEWEST, SAME = "newest", "same"
MONDAY = 0
CENTURIES = ("19", "20", "21")


class CategoryAnswer(TypedDict):
    """A category as the new season will have it; `origin` is its address in the season it was taken from."""

    slug: str
    name: str
    question: str
    recognises: str
    small_companies_only: bool
    origin: str


@dataclass(frozen=True)
class Answers:
    """Everything that was answered; a page that was not opened yet holds what is proposed."""

    origin: str = ""
    name: str = ""
    slug: str = ""
    zone: str = "UTC"
    days: Mapping[str, date] = field(default_factory=dict)
    categories: tuple[CategoryAnswer, ...] = ()
    own: tuple[CategoryAnswer, ...] = ()
    rubric: str = NEWEST
    keeps_panels: bool = False
    keeps_rules: bool = False
    judges_an_entry: int = FEWEST_JUDGES
    entries: int = 60
    judges: int = 9
    curators_to_invite: tuple[str, ...] = ()
    judges_to_invite: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    def having_seen(self, page: "Page") -> "Answers":
        """Note that a page was answered."""
        return self if page.value in self.seen else replace(self, seen=(*self.seen, page.value))

    def to_json(self) -> dict[str, Any]:
        """Return the answers as they are kept."""
        return {**asdict(self), "days": {name: day.isoformat() for name, day in self.days.items()}}


class Page(StrEnum):
    """One page of the wizard."""

    NAME = "name"
    DATES = "dates"
    CATEGORIES = "categories"
    YARDSTICK = "yardstick"
    PEOPLE = "people"
    CHECK = "check"


WAY = tuple(Page)


def from_json(kept: Mapping[str, Any]) -> Answers:
    """Read the answers as they were kept."""
    days = {name: date.fromisoformat(day) for name, day in kept["days"].items()}
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return Answers(**{**kept, **lists, "days": days})


def after(page: Page, answers: Answers) -> Page:
    """Name the page that follows; who has seen everything goes back to the check."""
    if set(WAY[:-1]) <= set(answers.seen):
        return Page.CHECK
    return WAY[min(WAY.index(page) + 1, len(WAY) - 1)]


def before(page: Page) -> Page | None:
    """Name the page that Back leads to; None on the first one."""
    return WAY[WAY.index(page) - 1] if page is not WAY[0] else None


def first_open(answers: Answers) -> Page:
    """Name the first page nobody has answered yet."""
    return next((page for page in WAY if page.value not in answers.seen), Page.CHECK)


def propose_days(today: date) -> dict[str, date]:
    """Propose days for a first season: from a Monday two weeks ahead, with time to read and to decide."""
    ahead = today + timedelta(days=14)
    opens = ahead + timedelta(days=(MONDAY - ahead.weekday()) % 7)
    closes = opens + timedelta(days=55)
    judging = closes + timedelta(days=8)
    ends = judging + timedelta(days=27)
    return {
        "nominations_open_on": opens,
        "nominations_close_on": closes,
        "judging_opens_on": judging,
        "judging_closes_on": ends,
        "announced_on": ends + timedelta(days=15),
    }


def move_by_years(days: Mapping[str, date], today: date) -> dict[str, date]:
    """Move the days of a past season by a year, or by as many as it takes to lie ahead."""
    years = 1
    while _later(days["nominations_open_on"], years) < today:
        years += 1
    return {name: _later(day, years) for name, day in days.items()}


def _later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where there is none."""
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def next_name(name: str, later: int, opens: int) -> str:
    """Return a name with its year moved on by so many years, or with the year it opens in behind it."""
    words = [str(int(word) + later) if _is_year(word) else word for word in name.split()]
    return " ".join(words if any(map(_is_year, words)) else [*words, str(opens)])


def next_address(address: str, name: str) -> str:
    """Return an address with the year a name bears in the place of its own, or behind it."""
    year = next(filter(_is_year, name.split()), "")
    words = address.split("-")
    return "-".join(
        [year if _is_year(word) else word for word in words] if any(map(_is_year, words)) else [*words, year]
    )


def _is_year(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) == 4 and word[:2] in CENTURIES


def advise(days: Mapping[str, date], today: date) -> list[str]:
    """Say in words what is tight about these days; each can be meant so."""
    spans = (
        ("nominations_open_on", "nominations_close_on", 21, "for nominations: it takes weeks to be heard of"),
        ("nominations_close_on", "judging_opens_on", 3, "to read the last nominations before judging opens"),
        ("judging_opens_on", "judging_closes_on", 14, "for judging: judges have other work"),
        ("judging_closes_on", "announced_on", 5, "to settle ties, decide and sign before the announcement"),
    )
    told = []
    for first, last, least, what in spans:
        number = (days[last] - days[first]).days
        if number < least:
            told.append(f"There {'is one day' if number == 1 else f'are {number} days'} {what}.")
    if days["nominations_open_on"] <= today:
        told.append("Nominations open as soon as the season is shown on the public pages.")
    return told
