"""What was done to a company, told from the log in plain words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts import queries as accounts
from app.audit import queries as audit
from app.audit.models import AuditLine
from app.companies.models import Company
from app.extensions import db

LINES = 30
SIZES = {"up_to_50": "at most 50 people", "over_50": "more than 50 people", "unknown": "not known"}
FIELDS = {
    "name": "name",
    "website": "website",
    "x_handle": "X handle",
    "bluesky_handle": "Bluesky handle",
    "mastodon_handle": "Mastodon handle",
    "staff": "size",
}
Facts = Mapping[str, str]
WORDS: dict[str, Callable[[Facts], str]] = {
    "company registered": lambda _: "Added to the register",
    "company forgotten": lambda _: "Its name went with the last nomination about it",
    "company checked": lambda _: "Checked",
    "company edited": lambda facts: f"Changed: {_fields_in_words(facts)}",
    "company size checked": lambda facts: f"Size: {SIZES.get(facts.get('staff', ''), 'changed')}",
    "company name added": lambda _: "Another name added",
    "company name removed": lambda _: "Another name removed",
    "contact entered": lambda _: "Contact entered",
    "contact struck off": lambda _: "Contact struck off",
    "company wants no letters": lambda _: "Wants no letters from us",
    "company wants letters again": lambda _: "May be written to again",
    "company's name withheld": lambda _: "Named nowhere in public, as it asked",
    "company named again": lambda _: "Named in public again",
    "company merged": lambda _: "Merged into",
    "company took in another": lambda _: "Now also stands for",
    "merge undone": lambda _: "Merge undone: stands apart again from",
    "merge taken back": lambda _: "Merge undone: no longer stands for",
}
OTHERS = ("into", "other", "apart_from")


@dataclass(frozen=True)
class Told:
    """One line of a company's history; `other` is the address of another company it speaks of, by name beside it."""

    at: datetime
    who: str
    words: str
    other: str
    other_name: str


def list_history(company: Company) -> list[Told]:
    """Tell what was done to a company, the newest first; lines of old call it by its slug."""
    lines = audit.list_lines(about=[f"company:{company.logged_as}", f"company:{company.slug}"], limit=LINES)
    names = accounts.list_names({line.actor.removeprefix("user:") for line in lines})
    others = {line.number: next((line.facts[name] for name in OTHERS if name in line.facts), "") for line in lines}
    called = _list_called(others.values())
    return [
        Told(
            at=line.at,
            who=names.get(line.actor.removeprefix("user:"), line.actor.capitalize()),
            words=WORDS.get(line.verb, lambda _, verb=line.verb: verb.capitalize())(line.facts),
            other=called[others[line.number]].slug if others[line.number] in called else "",
            other_name=called[others[line.number]].name if others[line.number] in called else others[line.number],
        )
        for line in lines
    ]


def name_logged(lines: Iterable[AuditLine]) -> dict[str, str]:
    """Name the companies that lines of the log are about or speak of, by what the log calls them."""
    called = {line.about.removeprefix("company:") for line in lines if line.about.startswith("company:#")}
    called |= {line.facts[name] for line in lines for name in OTHERS if name in line.facts}
    return {words: company.name for words, company in _list_called(called).items()}


def _list_called(words: Iterable[str]) -> dict[str, Company]:
    """List the companies by the number or the slug that the log calls them by."""
    wanted = set(words)
    ids = [int(each[1:]) for each in wanted if each.startswith("#") and each[1:].isdecimal()]
    rows = db.session.scalars(select(Company).where(Company.id.in_(ids) | Company.slug.in_(wanted)))
    return {name: company for company in rows for name in (company.logged_as, company.slug) if name in wanted}


def _fields_in_words(facts: Facts) -> str:
    return ", ".join(FIELDS.get(name, name) for name in facts.get("changed", "").split(", "))
