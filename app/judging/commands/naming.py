"""Find the season and the category a command names, or say which there are."""

from app.errors import Missing, Refused
from app.programme import queries as programme
from app.programme.models import Category, Season


def find_season(slug: str) -> Season:
    """Return a season by its slug; refuse an unknown one with those there are."""
    try:
        return programme.get_season(slug)
    except Missing as error:
        known = ", ".join(season.slug for season in programme.list_seasons()) or "none"
        raise Refused(f"There is no season “{slug}”. Known: {known}.") from error


def find_category(season: Season, slug: str) -> Category:
    """Return a category by its slug; refuse an unknown one with those there are."""
    try:
        return programme.get_category(season, slug)
    except Missing as error:
        known = ", ".join(category.slug for category in season.categories) or "none"
        raise Refused(f"There is no category “{slug}” in {season.slug}. Known: {known}.") from error
