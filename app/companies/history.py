"""What was done to a company, told from the log in plain words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts import queries as accounts
from app.audit import queries as audit
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
    """Tell what was done to a company, the newest first."""
    lines = audit.list_lines(about=f"company:{company.slug}", limit=LINES)
    names = accounts.list_names({line.actor.removeprefix("user:") for line in lines})
    others = {line.number: next((line.facts[name] for name in OTHERS if name in line.facts), "") for line in lines}
    called = _name_companies(others.values())
    return [
        Told(
            at=line.at,
            who=names.get(line.actor.removeprefix("user:"), line.actor.capitalize()),
            words=WORDS.get(line.verb, lambda _, verb=line.verb: verb.capitalize())(line.facts),
            other=others[line.number],
            other_name=called.get(others[line.number], others[line.number]),
        )
        for line in lines
    ]


def _name_companies(slugs: Iterable[str]) -> dict[str, str]:
    rows = db.session.scalars(select(Company).where(Company.slug.in_(set(slugs) - {""})))
    return {company.slug: company.name for company in rows}


def _fields_in_words(facts: Facts) -> str:
    return ", ".join(FIELDS.get(name, name) for name in facts.get("changed", "").split(", "))
