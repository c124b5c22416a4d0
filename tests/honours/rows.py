"""A season with winners, as tests of what follows publication need it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import time_machine

from app.accounts import queries as accounts
from app.accounts.rules import Role
from app.companies import contacting
from app.companies.contacting import Person
from app.companies.models import Company
from app.extensions import db
from app.honours import service as honours
from app.honours.models import CompanyPage
from app.honours.queries.pages import find_page, token_of
from app.judging import service
from app.judging.models import Award
from app.judging.rules import Outcome
from app.judging.sheet import Remarks, Sheet
from app.web.actions import act
from tests.judging.rows import CODES, Round, compute, find_assignment, make_round
from tests.make import make_user

WON, REST = (4, 5, 4, 4, 3), (2, 3, 2, 3, 2)


@dataclass
class Published:
    """A published category: its winner first, with the people around it."""

    made: Round
    award: Award
    curator: Any
    organiser: Any

    @property
    def company(self) -> Company:
        """Return the company that won."""
        return self.made.entries[0].company


def make_published(*, judges: int = 3, entries: int = 2, name: str = "", **told: Any) -> Published:
    """Let the first entry win a category, and announce it; judges write to the panel and to the entrant."""
    made = make_round(entries=entries, judges=judges, **told)
    if name:
        act(_rename, made.entries[0].company, name)
    for number, judge in enumerate(made.judges):
        for entry in made.entries:
            score(judge, entry, WON if entry is made.entries[0] else REST, number)
    compute(made)
    by = made.organiser
    with time_machine.travel(made.after_judging, tick=False):
        what = {"outcome": Outcome.AWARD, "entries": made.entries[:1], "citation": "They stayed on the line."}
        what["reason"] = "The figures and the stories say the same."
        awards = act(service.propose, made.category, **what, by=by)
        for organiser in sorted(accounts.list_users(Role.ORGANISER), key=lambda user: user.id != by.id)[:2]:
            act(service.sign, made.category, typed_name=made.category.name, by=organiser)
    with time_machine.travel(made.season.announced_at, tick=False):
        act(service.publish, made.season, by=by)
    return Published(made, awards[0], make_user(role="curator"), by)


def _rename(company: Company, name: str) -> None:
    company.name = name
    db.session.flush()


def score(judge: Any, entry: Any, levels: tuple[int, ...], number: int) -> None:
    """Let a judge submit a sheet with words to the panel and to the entrant on every criterion."""
    remarks = {
        code: Remarks(comment=f"For the panel alone {number}{code}", feedback=f"Well done, part {number}{code}")
        for code in CODES
    }
    sheet = Sheet(dict(zip(CODES, levels, strict=True)), remarks)
    act(service.submit_scorecard, find_assignment(judge, entry), sheet=sheet, version=0, by=judge)


def after(published: Published, *, tick: bool = True) -> Any:
    """Stand in the time after publication."""
    return time_machine.travel(published.made.season.announced_at + timedelta(hours=1), tick=tick)


def add_contact(company: Company, by: Any, address: str = "press@brightline.example") -> Any:
    """Enter a contact on a curator's word."""
    person = Person("Pat Press", "Press", address, "brightline.example/press", "It stands on their door.")
    return act(contacting.add_contact, company, person=person, by=by)


def send_letter(published: Published) -> CompanyPage:
    """Write to the company that won."""
    add_contact(published.company, published.curator)
    slug = published.company.slug
    act(honours.send_letters, published.made.season, companies=[slug], count=1, by=published.organiser)
    page = find_page(published.company, published.made.season)
    assert page is not None
    return page


def address_of(page: CompanyPage, rest: str = "") -> str:
    """Return where a company's page stands."""
    return f"/company/{token_of(page)}{rest}"
