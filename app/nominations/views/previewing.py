"""The public form before it opens, for organisers: every page of it, and nothing is sent."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.nominations.forms import PagedForm
from app.nominations.steps import Page
from app.nominations.views.blueprint import views
from app.nominations.views.stepping import turn
from app.programme.previewing import begin_preview
from app.programme.queries import get_season


@views.route("/organise/seasons/<slug>/preview/nominate", methods=["GET", "POST"])
def preview_form(slug: str) -> ResponseReturnValue:
    """Show the form a page at a time; its last button sends nothing."""
    call = begin_preview(get_season(slug))
    step = request.form.get("step")
    if request.method == "GET":
        return PagedForm(call, Page.COMPANY, given={}).answer()
    if step:
        return turn(call, step)
    flash("This was a preview, so nothing was sent.", "notice")
    return redirect(url_for(".preview_form", slug=slug), 303)
