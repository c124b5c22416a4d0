"""What everybody may know already: results and awards of seasons that are announced."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app import clock
from app.extensions import db
from app.honours.queries.awards import list_hall
from app.judging.models import Award
from app.judging.queries.entrants import ANNOUNCED
from app.nominations.queries import list_entries
from app.programme.models import Category, Season

FIGURES = ("rank", "score", "raw", "adjusted", "standard_error", "judges", "spread")
RESULT_HEADS = ("season", "category", "entry", "honoured", *FIGURES, "sha256")
AWARD_HEADS = ("award", "season", "category", "honoured", "company", "what", "citation", "announced")


def results(season_id: int | None) -> Iterator[Sequence[object]]:
    """Read the ranking of each announced category from the very document its award rests on."""
    for award in _decided(season_id):
        document: dict[str, Any] = json.loads(award.result.document)
        names = {entry.public_id: entry.title for entry in list_entries(award.category)}
        for row in document["results"]["entries"]:
            figures = (row.get(name) for name in FIGURES)
            place = (award.category.season.slug, award.category.slug, row["entry"], names.get(row["entry"], ""))
            yield *place, *figures, document["sha256"]


def awards(season_id: int | None) -> Iterator[Sequence[object]]:
    """Read the awards that stand."""
    for each, given in list_hall():
        for award in given if season_id in (None, each.id) else []:
            company = award.entry.company.canonical.name
            place = (award.public_id, each.slug, award.award.category.slug, award.entry.title, company)
            yield *place, award.honour, award.award.citation, award.since


def _decided(season_id: int | None) -> list[Award]:
    """List one award of each announced category, also of one whose award was taken back."""
    query = (
        select(Award)
        .join(Award.category)
        .join(Category.season)
        .where(Award.state.in_(ANNOUNCED), Season.published_at <= clock.now())
        .options(contains_eager(Award.category).contains_eager(Category.season))
        .order_by(Season.published_at, Category.position, Award.id)
    )
    rows = db.session.scalars(query.where(Season.id == season_id) if season_id else query)
    return list({award.category_id: award for award in rows}.values())
