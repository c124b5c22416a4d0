"""The words replies begin with: list them, write them, look at an example, retire them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signing_in import current_session
from app.listening.forms import TemplateForm
from app.listening.queries.templates import get_template
from app.listening.queries.templates import list_templates as find_templates
from app.listening.service import templates as service
from app.web.actions import act
from app.web.forms import Form

templates = Blueprint("templates", __name__, url_prefix="/curate/templates")


@templates.get("")
def list_templates() -> ResponseReturnValue:
    """List the templates in use and those that are retired."""
    return render_template("listening/templates.html", shelf=find_templates())


@templates.route("/new", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Make a template, after as many looks at an example as it takes."""
    form = TemplateForm(None)
    if not form.validate_on_submit():
        return form.answer()
    if is_preview():
        return form.answer(200, is_previewed=True)
    made = act(service.create_template, form.wording, by=current_session().user)
    flash(f"“{made.name}” is made.")
    return redirect(url_for(".list_templates"), 303)


@templates.route("/<slug>", methods=["GET", "POST"])
def show(slug: str) -> ResponseReturnValue:
    """Show a template and change it."""
    template = get_template(slug)
    form = TemplateForm(template)
    if not form.validate_on_submit():
        return form.answer()
    if is_preview():
        return form.answer(200, is_previewed=True)
    changed = act(service.change_template, template, form.wording, by=current_session().user)
    flash("Saved. Replies that were begun keep their words." if changed else "Saved. Nothing was different.")
    return redirect(url_for(".list_templates"), 303)


@templates.route("/<slug>/retire", methods=["GET", "POST"])
def retire(slug: str) -> ResponseReturnValue:
    """Offer a template no longer, once the curator has said so."""
    template = get_template(slug)
    form = Form(page="listening/template_retire.html", template=template)
    if not form.validate_on_submit():
        return form.answer()
    act(service.retire_template, template, by=current_session().user)
    flash(f"“{template.name}” is retired.")
    return redirect(url_for(".list_templates"), 303)


@templates.route("/<slug>/use", methods=["GET", "POST"])
def use_again(slug: str) -> ResponseReturnValue:
    """Offer a retired template again."""
    template = get_template(slug)
    form = Form(page="listening/template_use.html", template=template)
    if not form.validate_on_submit():
        return form.answer()
    act(service.use_template_again, template, by=current_session().user)
    flash(f"“{template.name}” is offered again.")
    return redirect(url_for(".list_templates"), 303)


def is_preview() -> bool:
    """Tell whether only an example is wanted."""
    return request.form.get("action") == "preview"
