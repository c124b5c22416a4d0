"""The seasons: last year's, the one that is being decided, the one judges are reading, and the one that is open."""

from dataclasses import dataclass, field
from functools import partial

from app.accounts.commands import OPERATOR
from app.accounts.models import User
from app.audit import service as audit
from app.companies import service as companies
from app.companies.editing import Profile, add_alias, edit_company
from app.companies.models import Company
from app.companies.rules import Staff
from app.demo import people, written
from app.demo.script import Days, Script
from app.judging.judges import service as judges
from app.judging.judges.rules import CODE_VERSION, Words
from app.programme import queries as programme
from app.programme import service
from app.programme.first_season import CATEGORIES
from app.programme.models import Category, Season
from app.setup import lay_foundations
from app.web.actions import act

PAST, DECIDING, MIDDLE, CURRENT = "past", "deciding", "middle", "current"
BEGUN, FILLED = "demo begun", "demo filled"
QUARTERS = ("Winter", "Spring", "Summer", "Autumn")


@dataclass(frozen=True)
class Plan:
    """The days of a season, counted from today."""

    opens: int
    closes: int
    judging_opens: int
    judging_closes: int
    announced: int


PLANS = {
    PAST: Plan(-386, -326, -321, -291, -276),
    DECIDING: Plan(-175, -115, -110, -12, 9),
    MIDDLE: Plan(-80, -25, -18, 12, 26),
    CURRENT: Plan(-20, 40, 45, 75, 90),
}


@dataclass
class Stage:
    """Everybody and everything the scenes speak of, by the key the files use."""

    days: Days
    people: dict[str, User] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    seasons: dict[str, Season] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def category(self, season: str, slug: str) -> Category:
        """Return a category of a season."""
        return programme.get_category(self.seasons[season], slug)


def stage(script: Script, held: Stage) -> None:
    """Note when seasons are opened, people join and companies enter the register."""
    opening = PLANS[PAST].opens
    script.add(held.days.at(opening, "00:00"), partial(found, held))
    script.add(held.days.at(opening, "00:10"), partial(gather, held))
    for season in (DECIDING, MIDDLE):
        script.add(held.days.at(PLANS[season].opens - 9, "10:15"), partial(open_round, held, season))
    script.add(held.days.at(PLANS[CURRENT].opens - 6, "11:30"), partial(open_current, held))
    script.add(held.days.at(PLANS[CURRENT].opens, "00:00"), partial(make_current, held))
    script.add(held.days.ago(hours=6), partial(invite, held))


def mark(verb: str) -> None:
    """Leave a line in the log by which the demo knows its own database."""
    audit.record(verb, about="demo", by=OPERATOR)


def found(held: Stage) -> None:
    """Lay the foundations of every installation; the first season is last year's."""
    act(mark, BEGUN)
    lay_foundations()
    held.seasons[PAST] = programme.get_current_season()


def gather(held: Stage) -> None:
    """Let everybody join, say who runs the awards, and fill the register."""
    for person in (*people.PEOPLE, people.GONE):
        held.people[person.key] = people.add(person)
    for key, (affiliation, bio, link, is_shown) in people.PROFILES.items():
        words = Words(affiliation, bio, link)
        act(judges.accept_code, version=CODE_VERSION, by=held.people[key])
        act(judges.edit_profile, words=words, is_shown=is_shown, by=held.people[key])
    rosa, mina = held.people["rosa"], held.people["mina"]
    identity = {
        "legal_name": "Support Awards Demonstration Society",
        "address": "12 Lantern Row, Exampleton",
        "contact": "hello@example.org",
        "reply_to": "hello@example.org",
    }
    act(service.edit_site, by=rosa, **identity)
    for row in written.companies():
        company = act(companies.register, name=row["name"], website=row["website"], by=mina)
        if "staff" in row:
            act(companies.note_staff, company, staff=Staff(row["staff"]), by=mina)
        if "x" in row:
            profile = Profile(company.name, company.website, x_handle=row["x"], staff=company.staff)
            act(edit_company, company, profile=profile, by=mina)
        for alias in row.get("aliases", []):
            act(add_alias, company, name=alias, by=mina)
        held.companies[row["name"]] = company


def open_round(held: Stage, key: str) -> None:
    """Open the round that is being decided or judged now, named after the quarter in which it began."""
    day = held.days.at(PLANS[key].opens)
    quarter = QUARTERS[day.month % 12 // 3]
    season = make_season(held, key, slug=f"{quarter.lower()}-{day.year}", name=f"{quarter} Round {day.year}")
    for category in CATEGORIES:
        if category["slug"] in written.panels(key):
            act(service.create_category, season, **category, by=held.people["rosa"])


def open_current(held: Stage) -> None:
    """Prepare the season that takes nominations now."""
    year = held.days.at(PLANS[CURRENT].opens).year
    season = make_season(held, CURRENT, slug=str(year), name=f"Support Awards {year}")
    for category in CATEGORIES:
        act(service.create_category, season, **category, by=held.people["daniel"])


def make_season(held: Stage, key: str, *, slug: str, name: str) -> Season:
    """Make a season with the days of its plan."""
    plan = PLANS[key]
    held.seasons[key] = act(
        service.create_season,
        slug=slug,
        name=name,
        zone="UTC",
        nominations_open_on=held.days.at(plan.opens).date(),
        nominations_close_on=held.days.at(plan.closes).date(),
        judging_opens_on=held.days.at(plan.judging_opens).date(),
        judging_closes_on=held.days.at(plan.judging_closes).date(),
        announced_on=held.days.at(plan.announced).date(),
        by=held.people["rosa"],
    )
    return held.seasons[key]


def make_current(held: Stage) -> None:
    """Let the public pages show the season that opens."""
    act(service.make_current, held.seasons[CURRENT], by=held.people["daniel"])


def invite(held: Stage) -> None:
    """Invite one more judge, who has not answered yet."""
    rosa = held.people["rosa"]
    words = Words("Service designer, Fuchs & Partner", "Makes the letters of public offices readable.")
    act(judges.invite_judge, email=people.INVITED, name="Lena Fuchs", words=words, entries=12, by=rosa)
