"""The curators' page of whom letters to a company may go to; entering somebody sends nothing."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.companies import contacting, register
from app.companies.forms import ContactForm
from app.companies.models import Company
from app.companies.views_register import curate_companies
from app.errors import Refused
from app.web.actions import act
from app.web.forms import Form


@curate_companies.route("/<slug>/contacts", methods=["GET", "POST"])
def contacts(slug: str) -> ResponseReturnValue:
    """Show whom letters to a company may go to, and take one more."""
    company = register.get_own(slug)
    form = ContactForm(page="companies/contacts.html", entering=None, **_known(company))
    if not form.validate_on_submit():
        return form.answer()
    try:
        row = act(contacting.add_contact, company, person=form.person(), by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"{row.name} is entered. Nothing was sent.")
    return redirect(url_for(".contacts", slug=slug), 303)


@curate_companies.post("/<slug>/contacts/<contact>/strike")
def strike_contact(slug: str, contact: str) -> ResponseReturnValue:
    """Strike a contact off."""
    company = register.get_own(slug)
    form = _button(company)
    if not form.validate_on_submit():
        return form.answer()
    act(contacting.strike, company, contact=contact, by=current_user)
    flash("The contact is struck off.")
    return redirect(url_for(".contacts", slug=slug), 303)


@curate_companies.post("/<slug>/contacts/letters")
def set_letters(slug: str) -> ResponseReturnValue:
    """Note that a company wants no letters, or may be written to again."""
    company = register.get_own(slug)
    form = _button(company)
    if not form.validate_on_submit():
        return form.answer()
    wants = request.form.get("letters") == "yes"
    act(contacting.want_letters if wants else contacting.refuse_letters, company, by=current_user)
    flash("The company may be written to again." if wants else "The company is never written to from now on.")
    return redirect(url_for(".contacts", slug=slug), 303)


def _button(company: Company) -> Form:
    return Form(page="companies/contacts.html", entering=ContactForm(formdata=None), **_known(company))


def _known(company: Company) -> dict[str, Any]:
    return {"company": company, "reach": contacting.reach_of(company)}
