"""Public pages of a season that is not public yet, for its organisers: said on each, kept from search engines."""

from dataclasses import dataclass

from flask import Response, after_this_request, g

from app import clock
from app.programme.call import Call, CalledCategory
from app.programme.models import Season
from app.programme.rules import Opening, opening_at


@dataclass(frozen=True)
class Preview:
    """What the banner over a page needs: whose page it is, and where the others are."""

    slug: str
    name: str
    categories: tuple[CalledCategory, ...]


def begin_preview(season: Season) -> Call:
    """Let the page being made say that it is a preview, and return the season as the public will read it."""
    call = call_of(season)
    g.preview = Preview(season.slug, season.name, call.categories)
    after_this_request(_keep_from_search_engines)
    return call


def call_of(season: Season) -> Call:
    """Return a season as the public pages read the current one."""
    categories = tuple(
        CalledCategory(
            each.id,
            each.slug,
            each.name,
            each.question,
            each.recognises,
            small_companies_only=each.small_companies_only,
        )
        for each in season.categories
    )
    named = {name: getattr(season, name) for name in Call.__dataclass_fields__ if name != "categories"}
    return Call(**named, categories=categories)


def opening_in(call: Call) -> Opening:
    """Say what is open: as it is now, or on the first day where that is still to come."""
    return opening_at(call, max(clock.now(), call.nominations_open_at))


def _keep_from_search_engines(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
