"""The companies a typed name may mean, for the field that looks them up."""

from flask import Blueprint, Response, make_response, render_template, request

from app.companies import queries, views_contacts  # noqa: F401
from app.companies.views_register import curate_companies  # noqa: F401
from app.extensions import limiter

LONGEST = 200
KEPT_SECONDS = 60

views = Blueprint("companies", __name__)


@views.get("/companies/suggest")
@limiter.limit("1200 per minute", override_defaults=True)
def suggest() -> Response:
    """List companies as options of a combobox."""
    found = queries.look_up(request.args.get("q", "")[:LONGEST])
    answer = make_response(render_template("companies/suggest.html", found=found))
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer
