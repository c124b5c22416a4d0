"""Putting a post into the queue by hand."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signing_in import current_session
from app.listening import service
from app.listening.forms import PastingForm
from app.listening.views.blueprint import views
from app.web.actions import act


@views.route("/curate/mentions/new", methods=["GET", "POST"])
def paste() -> ResponseReturnValue:
    """Put a post into the queue that a curator came across."""
    form = PastingForm()
    if not form.validate_on_submit():
        return form.answer()
    mention, is_new = act(service.paste, form.pasted, by=current_session().user)
    flash("The post is in the queue." if is_new else "This post is here already. Nothing was added.")
    return redirect(url_for(".show_mention", public_id=mention.public_id), 303)
