"""The blueprint that the room's pages hang on, and the season its organisers' pages are about."""

from flask import Blueprint, request

from app.programme import queries as programme
from app.programme.models import Season

views = Blueprint("judging", __name__)


def chosen_season() -> Season:
    """Return the season the address names, or else the current one."""
    slug = request.args.get("season")
    return programme.get_season(slug) if slug else programme.get_current_season()


def other_seasons(season: Season) -> list[Season]:
    """List the seasons an organiser may want to look at instead."""
    return [each for each in programme.list_seasons() if each.id != season.id]
