"""The front page, what is honoured, and the winners."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.errors import Missing
from app.home import queries
from app.home.views.blueprint import before, views
from app.judging.deciding.recording import get_record
from app.judging.deciding.shortlisting import list_public_shortlists, list_shortlisted_seasons
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.programme.models import Season
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
    return render_template(
        "home/winners.html", seasons=queries.list_published_seasons(), to_come=list_shortlisted_seasons()
    )


@views.get("/winners/<season_slug>")
@kept
def show_winners(season_slug: str) -> ResponseReturnValue:
    """Show the awards of a published season."""
    season = programme.get_season(season_slug)
    if season not in queries.list_published_seasons():
        return _show_shortlist(season)
    return render_template(
        "home/winners_season.html",
        season=season,
        honours=queries.list_honours(season),
        taken_back=queries.list_taken_back(season),
    )


def _show_shortlist(season: Season) -> ResponseReturnValue:
    """Show what is public of a season before its winners are; missing while that is nothing."""
    shortlists = list_public_shortlists(season)
    if not shortlists:
        raise Missing
    return render_template("home/shortlist.html", season=season, shortlists=shortlists)


@views.get("/winners/<season>/<category>")
@kept
def show_record(season: str, category: str) -> ResponseReturnValue:
    """Show how a category was decided: figures, rule, reason, and how anybody can check it."""
    record = get_record(season, category)
    return render_template("home/record.html", **queries.record_page(record))


@views.get("/judges")
@kept
def list_judges() -> ResponseReturnValue:
    """Show the judges who want to be seen, today's and those of past seasons; nothing of what they judge."""
    return render_template("home/judges.html", **queries.season_now(), **queries.list_judges())
