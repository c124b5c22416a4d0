"""The public form: a page of it, or a whole nomination."""

import hashlib
import json

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.nominations import service, traps
from app.nominations.forms import PagedForm
from app.nominations.steps import NONE_OF_THESE, Page
from app.nominations.views.arriving import begin
from app.nominations.views.blueprint import views
from app.nominations.views.here import remember_sent
from app.nominations.views.stepping import turn
from app.nominations.weighing import Marks
from app.programme.call import Call, get_call
from app.programme.rules import opening_at
from app.web.actions import act


@views.route("/nominate", methods=["GET", "POST"])
def nominate() -> ResponseReturnValue:
    """Show the first page, take one page and show the next, or take a whole nomination."""
    season = get_call()
    opening = opening_at(season, clock.now())
    is_sent = request.method == "POST"
    if not opening.takes_nominations or not (is_sent or opening.shows_nominating):
        return _closed(season, opening.phase)
    if not is_sent:
        return begin(season)
    step = request.form.get("step")
    return turn(season, step) if step else _take(season)


def _take(season: Call) -> ResponseReturnValue:
    """Take a whole nomination; one with mistakes comes back on the first page that has one."""
    form = PagedForm(season, Page.CHECK)
    if not form.is_all_right():
        form.is_returning = True
        return form.answer()
    chosen = form.company_id.data
    reference = act(
        service.submit,
        submission_key=_key_of(form),
        category_id=form.chosen.id,
        writing=_writing(form),
        outreach_code=(form.ref.data or "")[:20] or None,
        company_slug=chosen if chosen != NONE_OF_THESE else None,
        marks=_noticed(form),
    )
    remember_sent(reference)
    return redirect(url_for(".sent", reference=reference), 303)


def _closed(season: object, phase: object) -> ResponseReturnValue:
    page = render_template("nominations/closed.html", season=season, phase=phase, typed=request.form.get("story", ""))
    return page, 422 if request.method == "POST" else 200


def _writing(form: PagedForm) -> service.Writing:
    values = form.values("company", "company_id", "category", "recognises", "consent", "ref", "submission_key")
    values["qualities"] = tuple(values["qualities"] or ())
    optional = {name: value or None for name, value in values.items() if name not in {"qualities", "show_name"}}
    return service.Writing(**{**values, **optional, "company_name": form.company.data or ""})


def _noticed(form: PagedForm) -> Marks:
    written = {"email": form.email.data or "", "story": form.story.data or ""}
    return traps.read(request.form, **written, address=request.remote_addr)


def _key_of(form: PagedForm) -> str:
    """Return the form's key, or derive one where a script sent none, so that sending twice is still sending once."""
    sent = form.submission_key.raw_data
    if sent and str(sent[0]).strip():
        return str(sent[0])
    return hashlib.sha256(json.dumps(form.values("submission_key"), sort_keys=True).encode()).hexdigest()
