"""Public pages that no single room owns."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.companies import queries as companies
from app.errors import Missing
from app.home import health, queries
from app.judging import queries as judging
from app.nominations import queries as nominations
from app.programme import queries as programme

views = Blueprint("home", __name__)


@views.get("/")
def front() -> ResponseReturnValue:
    """Say what this is, what to do and by when."""
    return render_template("home/front.html", **queries.front_page())


@views.get("/how-we-judge")
def how_we_judge() -> ResponseReturnValue:
    """Show the yardstick: blocks, criteria, levels and where they come from."""
    return render_template("home/how_we_judge.html", yardstick=queries.get_yardstick())


@views.get("/companies/<slug>")
def show_company(slug: str) -> ResponseReturnValue:
    """Show a company with its stories; a merged one leads to the one that stands for it."""
    company = companies.get_company(slug)
    if company.slug != slug:
        return redirect(url_for(".show_company", slug=company.slug), 308)
    typed = request.args.get("before", "")
    before = int(typed) if typed.isdecimal() and len(typed) < 10 else None
    stories = nominations.list_stories_of_company(company, before=before)
    older = stories[nominations.PAGE - 1].id if len(stories) > nominations.PAGE else None
    return render_template(
        "home/company.html",
        company=company,
        stories=stories[: nominations.PAGE],
        older=older,
        is_first=before is None,
        awards=queries.list_awards_of(company),
    )


@views.get("/winners")
def list_winners() -> ResponseReturnValue:
    """List the seasons whose results are public."""
    return render_template("home/winners.html", seasons=queries.list_published_seasons())


@views.get("/winners/<season_slug>")
def show_winners(season_slug: str) -> ResponseReturnValue:
    """Show the awards of a published season."""
    season = programme.get_season(season_slug)
    if season not in queries.list_published_seasons():
        raise Missing
    return render_template("home/winners_season.html", season=season, awards=judging.list_awards(season))


@views.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what happens with personal data."""
    return render_template("home/privacy.html")


@views.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Say how usable the site is, and for whom not."""
    return render_template("home/accessibility.html")


@views.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer that the process lives."""
    return {"status": "ok"}


@views.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer whether the site can take a write."""
    if health.can_write():
        return {"status": "ready"}
    return {"status": "the database takes no writes"}, 503, {"Retry-After": "5"}
