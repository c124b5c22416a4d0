"""The call for nominations: what the public form needs of the current season, in one read."""

import time
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.errors import Missing
from app.extensions import table_of
from app.programme.models import Category, Season
from app.programme.rules import Recognises, SeasonDays
from app.web.engine import run

KEPT = "call for nominations"
KEPT_SECONDS = 1.0
SEASON = ("slug", "name", "zone", "nominations_open_at", "nominations_close_at", "judging_opens_at")
LATER = ("judging_closes_at", "announced_at", "published_at")
CATEGORY = ("id", "slug", "name", "question", "recognises", "small_companies_only")


@dataclass(frozen=True)
class CalledCategory:
    """A category as the form offers it."""

    id: int
    slug: str
    name: str
    question: str
    recognises: Recognises
    small_companies_only: bool = False


@dataclass
class Call(SeasonDays):
    """The current season's days and categories; read by many requests, changed by none."""

    categories: tuple[CalledCategory, ...]


_season, _category = table_of(Season).c, table_of(Category).c
READ_CALL = (
    select(*(_season[name] for name in SEASON + LATER), *(_category[name].label(f"c_{name}") for name in CATEGORY))
    .join_from(table_of(Season), table_of(Category), _category.season_id == _season.id, isouter=True)
    .where(_season.is_current)
    .order_by(_category.position)
)


def get_call() -> Call:
    """Return the call of the current season, at most a second old; raises Missing when no season is current."""
    kept: tuple[float, Call] | None = current_app.extensions.get(KEPT)
    if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
        kept = current_app.extensions[KEPT] = (time.monotonic(), _get())
    return kept[1]


def forget() -> None:
    """Read the call anew at the next page, because it changed."""
    current_app.extensions.pop(KEPT, None)


def _get() -> Call:
    call = find_call()
    if call is None:
        raise Missing
    return call


def find_call() -> Call | None:
    """Find the call of the current season as it stands at this moment."""
    rows = run(READ_CALL).all()
    if not rows:
        return None
    names = SEASON + LATER
    categories = (row[len(names) :] for row in rows)
    values: dict[str, Any] = dict(zip(names, rows[0], strict=False))
    values["categories"] = tuple(CalledCategory(*each) for each in categories if each[0] is not None)
    return Call(**values)
