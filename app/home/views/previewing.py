"""Public pages before they are public, for organisers alone; nothing is counted, kept or sent."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.home import fairness, queries
from app.home.views.blueprint import before, views
from app.judging import queries as judging
from app.judging.queries.announcements import show_as_published
from app.judging.yardsticks import shown
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.programme.call import Call
from app.programme.previewing import begin_preview, opening_in

PLACE = "/organise/seasons/<slug>/preview"


@dataclass(frozen=True)
class Announced:
    """A season as it will read on the planned day."""

    slug: str
    name: str
    zone: str
    published_at: datetime


@views.get(f"{PLACE}/")
def preview_front(slug: str) -> ResponseReturnValue:
    """Show the front page as it will be when nominations open."""
    call = begin_preview(programme.get_season(slug))
    return render_template("home/front.html", **_as_opened(call), stories=nominations.list_newest_stories())


@views.get(f"{PLACE}/categories/<category>")
def preview_category(slug: str, category: str) -> ResponseReturnValue:
    """Show the page of a category."""
    season, start = programme.get_season(slug), before()
    programme.get_category(season, category)
    call = begin_preview(season)
    found = next(each for each in call.categories if each.slug == category)
    page = queries.page_of(nominations.list_stories_in(found, before=start))
    return render_template("home/category.html", category=found, page=page, is_first=not start, **_as_opened(call))


@views.get(f"{PLACE}/how-we-judge")
def preview_judging(slug: str) -> ResponseReturnValue:
    """Show the yardstick of the season."""
    season = programme.get_season(slug)
    begin_preview(season)
    return render_template(
        "home/how_we_judge.html",
        yardsticks=shown.list_yardsticks(season),
        rule=fairness.read(),
        rulings=queries.list_rulings_of(season),
    )


@views.get(f"{PLACE}/winners")
def preview_winners(slug: str) -> ResponseReturnValue:
    """Show the winners as they will be announced, but for the categories the viewer has a part in."""
    season = programme.get_season(slug)
    if season.published_at is not None:
        return redirect(url_for(".show_winners", season_slug=slug), 303)
    begin_preview(season)
    announcement = judging.get_announcement(current_user, season)
    awards = show_as_published(announcement.awards)
    return render_template(
        "home/winners_season.html",
        season=Announced(season.slug, season.name, season.zone, season.announced_at),
        honours=[list(group) for _, group in groupby(awards, attrgetter("category_slug"))],
        taken_back=[],
        hidden=announcement.hidden,
        undecided=announcement.unsigned,
    )


def _as_opened(call: Call) -> dict[str, object]:
    opening = opening_in(call)
    return {
        "season": call,
        "phase": opening.phase,
        "is_open": opening.shows_nominating,
        "categories": call.categories,
    }
