"""Read seasons, categories and the identity of the site."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import Missing
from app.extensions import db
from app.programme.models import Category, Season, Site


@dataclass(frozen=True)
class Identity:
    """Who runs the awards, as pages and letters print it."""

    name: str = "Support Awards"
    legal_name: str = ""
    address: str = ""
    contact: str = ""
    reply_to: str = ""


def find_current_season() -> Season | None:
    """Find the season the public pages show."""
    statement = select(Season).filter_by(is_current=True).options(selectinload(Season.categories))
    return db.session.scalar(statement)


def get_current_season() -> Season:
    """Return the season the public pages show."""
    season = find_current_season()
    if season is None:
        raise Missing
    return season


def get_season(slug: str) -> Season:
    """Return a season by its address."""
    statement = select(Season).filter_by(slug=slug).options(selectinload(Season.categories))
    season = db.session.scalar(statement)
    if season is None:
        raise Missing
    return season


def list_seasons() -> list[Season]:
    """List seasons, newest first."""
    return list(db.session.scalars(select(Season).order_by(Season.nominations_open_at.desc())))


def get_category(season: Season, slug: str) -> Category:
    """Return a season's category by its address."""
    category = db.session.scalar(select(Category).filter_by(season_id=season.id, slug=slug))
    if category is None:
        raise Missing
    return category


def get_identity() -> Identity:
    """Return who runs the awards, with our own name where nobody said."""
    row = db.session.execute(select(Site.name, Site.legal_name, Site.address, Site.contact, Site.reply_to)).first()
    return Identity(*row) if row else Identity()
