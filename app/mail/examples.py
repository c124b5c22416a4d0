"""Values that stand for real ones while the words of a letter are edited: nobody's name, nobody's link."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import structlog
from flask import current_app
from jinja2 import Environment, meta

from app.mail.pieces import Parts, parse, take_apart
from app.web.links import settings

log = structlog.get_logger()
DAY = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
OF_TIME = ("day", "last_day", "moment", "month", "zone_name")
VALUES = {
    "season.name": "Support Awards 2026",
    "category.name": "Best Support Team",
    "nominations.name": "Ada",
    "company": "Brightline Internet",
    "company_name": "Brightline Internet",
    "company.name": "Brightline Internet",
    "nominee": "the night desk",
    "reference": "kdwqmztrha",
    "story": "My line failed before a call with the hospital, and Priya stayed on until it worked.",
    "name": "Ada",
    "title": "Brightline Internet, night desk",
    "inviter": "Rosa Lindgren",
    "as_a": "a curator",
    "how": "told us on the phone",
    "question": "Which month was it?",
    "note": "Please nominate again with the name of the company that helped you.",
    "thanks.words": "We read your story aloud at our Monday meeting. Thank you for taking the time.",
    "reason": "The story does not tell how the support helped.",
    "number": "4217",
    "code": "9f2c41d07ab3e86f",
    "affiliation": "Head of support, Harbour Housing Trust",
    "work": "about two hours",
    "citation": "For staying on the line until it was solved.",
    "winner_name": "Brightline Internet",
    "nominated": "Brightline Internet",
    "found": "https://brightline.example/contact",
    "found_at": "https://brightline.example/contact",
    "honour": "Winner",
    "category": "Best Support Team",
    "byline": "@nora on Mastodon, 2 hours ago",
    "address": "https://network.example/@nora/1",
}
LINKS = {"link", "links", "stop", "stories"}
FALSE = {"is_off_site", "is_revoked"}
NUMBERS = {"count": 3, "pairs": 3, "left": 8, "minutes": 10, "entries": 12, "waiting": 2}


class Example:
    """Stands for whatever a letter asks of it, and is written as an example of what it was asked for."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __getattr__(self, name: str) -> "Example":
        if name.startswith("__"):
            raise AttributeError(name)
        return Example(f"{self._path}.{name}")

    def __getitem__(self, key: object) -> "Example":
        return Example(self._path)

    def __call__(self, *_: object, **__: object) -> "Example":
        """Stand for what it would answer."""
        return self

    def __iter__(self) -> Iterator["Example"]:
        return iter([self, self])

    def __len__(self) -> int:
        return self._number()

    def __bool__(self) -> bool:
        return self._path.rpartition(".")[2] not in FALSE

    def __eq__(self, other: object) -> bool:
        return other in {self._number(), str(self)} if isinstance(other, int | str) else False

    def __hash__(self) -> int:
        return hash(str(self))

    def __mul__(self, other: int) -> int:
        return self._number() * other

    def __str__(self) -> str:
        owner, _, last = self._path.rpartition(".")
        if last in LINKS or last.endswith("_link"):
            return f"{settings().public_url}/example"
        named = VALUES.get(f"{owner.rpartition('.')[2]}.{last}") or VALUES.get(last)
        return named or str(NUMBERS.get(last, last.replace("_", " ")))

    def _number(self) -> int:
        return NUMBERS.get(self._path.rpartition(".")[2], 2)


def example_parts(purpose: str, template: str) -> Parts:
    """Take a letter apart so that examples can fill it."""
    return take_apart(purpose, template, _patient())


def example_values(purpose: str, template: str) -> dict[str, str]:
    """Return an example of each part of a letter; its own name where none can be made."""
    environment = _patient()
    parts = take_apart(purpose, template, environment)
    asked = meta.find_undeclared_variables(parse(environment, template)) | _asked_inside(environment, template)
    known: dict[str, Any] = {}
    current_app.update_template_context(known)
    given = {name: Example(name) for name in asked - set(environment.globals) - set(known)}
    try:
        return parts.values({**given, "purpose": purpose, "zone": "UTC"})
    except Exception as slip:
        log.warning("no example of a letter", purpose=purpose, error=type(slip).__name__)
        return {piece.name: piece.name for piece in parts.pieces}


def _asked_inside(environment: Environment, template: str) -> set[str]:
    """Return what the templates ask for that a letter includes."""
    inside = [name for name in meta.find_referenced_templates(parse(environment, template)) if name]
    return {name for each in inside for name in meta.find_undeclared_variables(parse(environment, each))}


def _patient() -> Environment:
    """Return the template engine with filters of time that take an example too."""
    environment = current_app.jinja_env.overlay()
    own = {name: _on_a_day(environment.filters[name]) for name in OF_TIME if name in environment.filters}
    environment.filters = {**environment.filters, **own}
    environment.cache = None
    return environment


def _on_a_day(written: Callable[..., str]) -> Callable[..., str]:
    def write(value: object, zone: object = "UTC") -> str:
        is_example = isinstance(value, Example) or isinstance(zone, Example)
        return written(DAY) if is_example else written(value, zone)

    return write
