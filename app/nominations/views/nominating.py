"""The public form and the page after it."""

import hashlib
import json

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.nominations import queries, service
from app.nominations.forms import NominationForm
from app.nominations.rules import State
from app.nominations.views.blueprint import views
from app.programme.call import get_call
from app.programme.rules import opening_at
from app.web.actions import act


@views.route("/nominate", methods=["GET", "POST"])
def nominate() -> ResponseReturnValue:
    """Show the form, or take a whole nomination."""
    season = get_call()
    opening = opening_at(season, clock.now())
    if not opening.takes_nominations or (request.method == "GET" and not opening.shows_nominating):
        return _closed(season, opening.phase)
    form = NominationForm(
        season.categories,
        page="nominations/nominate.html",
        season=season,
        hints={category.slug: category.question for category in season.categories},
        **_prefilled(),
    )
    if not form.validate_on_submit():
        return _kept_by_the_browser(form.answer())
    reference = act(
        service.submit,
        submission_key=_key_of(form),
        category_id=form.chosen.id,
        writing=_writing(form),
        outreach_code=(form.ref.data or "")[:20] or None,
    )
    return redirect(url_for(".sent", reference=reference), 303)


@views.get("/nominate/sent")
def sent() -> ResponseReturnValue:
    """Say what happens next; shows nothing personal."""
    state = queries.find_state(request.args.get("reference", ""))
    if state is None:
        abort(404)
    return render_template(
        "nominations/sent.html", reference=request.args["reference"], is_waiting=state is State.UNCONFIRMED
    )


def _closed(season: object, phase: object) -> ResponseReturnValue:
    page = render_template("nominations/closed.html", season=season, phase=phase, typed=request.form.get("story", ""))
    return page, 422 if request.method == "POST" else 200


def _prefilled() -> dict[str, str]:
    """Take what a link may bring along: the category chosen on another page, and the outreach code."""
    names = {"category": 60, "company": 200, "ref": 20}
    return {name: request.args[name][:most] for name, most in names.items() if name in request.args}


def _writing(form: NominationForm) -> service.Writing:
    values = form.values("company", "company_id", "category", "recognises", "consent", "ref", "submission_key")
    values["qualities"] = tuple(values["qualities"] or ())
    optional = {name: value or None for name, value in values.items() if name not in {"qualities", "show_name"}}
    return service.Writing(**{**values, **optional, "company_name": form.company.data or ""})


def _key_of(form: NominationForm) -> str:
    """Return the form's key, or derive one where a script sent none, so that sending twice is still sending once."""
    sent = form.submission_key.raw_data
    if sent and sent[0]:
        return str(sent[0])
    return hashlib.sha256(json.dumps(form.values("submission_key"), sort_keys=True).encode()).hexdigest()


def _kept_by_the_browser(page: ResponseReturnValue) -> Response:
    """Let Back find the story again: never no-store."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
