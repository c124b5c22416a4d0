"""The seasons and categories a letter to many can go to."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.programme.models import Category, Season

Place = tuple[Season, Category | None]


def list_places() -> dict[str, Place]:
    """List seasons, newest first, each whole and by category, under the words a form sends."""
    newest = select(Season).options(selectinload(Season.categories)).order_by(Season.nominations_open_at.desc())
    places: dict[str, Place] = {}
    for season in db.session.scalars(newest):
        for category in (None, *season.categories):
            places[key_of(season, category)] = season, category
    return places


def key_of(season: Season, category: Category | None) -> str:
    """Name a season or category in a form."""
    return f"{season.slug}/{category.slug}" if category else season.slug
