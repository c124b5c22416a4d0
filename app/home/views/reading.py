"""The front page, what is honoured, and the winners."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.errors import Missing
from app.home import queries
from app.home.views.blueprint import before, views
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.web.kept_pages import kept, kept_by


@views.get("/")
@kept
def front() -> ResponseReturnValue:
    """Say what this is, what to do and by when."""
    return render_template("home/front.html", **queries.front_page())


@views.get("/categories")
@kept
def list_categories() -> ResponseReturnValue:
    """List what is honoured this season."""
    return render_template("home/categories.html", **queries.season_now())


@views.get("/categories/<slug>")
@kept_by("before")
def show_category(slug: str) -> ResponseReturnValue:
    """Show a category: its question, whom it honours, and what people tell."""
    (category, season_now), start = queries.get_category(slug), before()
    page = queries.page_of(nominations.list_stories_in(category, before=start))
    return render_template("home/category.html", category=category, page=page, is_first=not start, **season_now)


@views.get("/winners")
@kept
def list_winners() -> ResponseReturnValue:
    """List the seasons whose results are public."""
    return render_template("home/winners.html", seasons=queries.list_published_seasons())


@views.get("/winners/<season_slug>")
@kept
def show_winners(season_slug: str) -> ResponseReturnValue:
    """Show the awards of a published season."""
    season = programme.get_season(season_slug)
    if season not in queries.list_published_seasons():
        raise Missing
    return render_template("home/winners_season.html", season=season, honours=queries.list_honours(season))


@views.get("/judges")
@kept
def list_judges() -> ResponseReturnValue:
    """Show the judges who want to be seen, today's and those of past seasons; nothing of what they judge."""
    return render_template("home/judges.html", **queries.season_now(), **queries.list_judges())
