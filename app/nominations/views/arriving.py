"""The first page of the public form, filled with what a link brought along."""

from flask import Response, request

from app.companies.queries import get_company
from app.errors import Missing
from app.nominations.arrivals import find_arrival
from app.nominations.forms import PagedForm
from app.nominations.queries.stories import Story, get_story
from app.nominations.steps import Page
from app.programme.call import Call

BROUGHT = {"category": 60, "company": 200, "company_id": 60, "nominee": 120, "ref": 20}


def begin(season: Call) -> Response:
    """Show the first page, filled with what the link says, what its code stands for, or whom one seconds."""
    brought = {name: request.args[name][:most] for name, most in BROUGHT.items() if name in request.args}
    story = _seconded()
    if story is not None:
        return _second(season, story, brought)
    return PagedForm(season, Page.COMPANY, given={**_known(brought), **brought}).answer()


def _known(brought: dict[str, str]) -> dict[str, str]:
    """Say what else is known: the company of a slug, or what a code stands for."""
    if "company" in brought:
        return {}
    if "company_id" not in brought:
        return find_arrival(brought.get("ref", "")).known()
    try:
        return {"company": get_company(brought["company_id"]).name}
    except Missing:
        return {}


def _seconded() -> Story | None:
    try:
        return get_story(request.args["second"]) if "second" in request.args else None
    except Missing:
        return None


def _second(season: Call, story: Story, brought: dict[str, str]) -> Response:
    """Begin with the story, since whom it is about is known; a category that is no longer called is asked again."""
    category = next((each.slug for each in season.categories if each.name == story.category_name), "")
    name = story.company_name if story.company_slug else ""
    about = {"company": name, "company_id": story.company_slug, "nominee": story.nominee or ""}
    given = {**brought, **about, "category": category, "second": "yes"}
    return PagedForm(season, Page.STORY if category else Page.HONOUR, given=given).answer()
