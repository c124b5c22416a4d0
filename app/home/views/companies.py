"""Companies that people told about."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.companies import queries as companies
from app.home import queries
from app.home.views.blueprint import before, views
from app.listening.queries.consents import list_quotes
from app.nominations import queries as nominations
from app.web.kept_pages import kept_by

LONGEST = 200


@views.get("/companies")
@kept_by("q", "before")
def list_companies() -> ResponseReturnValue:
    """Find a company, or list those with a story."""
    typed, start = " ".join(request.args.get("q", "")[:LONGEST].split()), before()
    found, older = (queries.search_companies(typed), "") if typed else queries.list_companies(start)
    return render_template(
        "home/companies.html", typed=typed, companies=found, older=older, is_first=not start or bool(typed)
    )


@views.get("/companies/<slug>")
@kept_by("before")
def show_company(slug: str) -> ResponseReturnValue:
    """Show a company with its stories; a merged one leads to the one that stands for it."""
    company, start = companies.get_shown_company(slug), before()
    if company.slug != slug:
        return redirect(url_for(".show_company", slug=company.slug), 308)
    return render_template(
        "home/company.html",
        company=company,
        page=queries.page_of(nominations.list_stories_of_companies(company.members, before=start)),
        is_first=not start,
        awards=queries.list_awards_of(company),
        quotes=[] if start else list_quotes(company.members),
        **queries.season_now(),
    )
