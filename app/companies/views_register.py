"""The curators' pages of the register: find, add, edit, check. Merging is next door, in nominations."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.companies import editing, history, register
from app.companies.editing import Profile, Taken
from app.companies.forms import AliasForm, CompanyForm, filled
from app.companies.models import Company
from app.companies.rules import domain_of, name_key
from app.web.actions import act
from app.web.forms import Form

curate_companies = Blueprint("register", __name__, url_prefix="/curate/companies")
LONGEST = 200


@curate_companies.get("")
def list_companies() -> ResponseReturnValue:
    """List what waits for a check, or everything; or find one."""
    typed, show = request.args.get("q", "").strip()[:LONGEST], request.args.get("show", "unchecked")
    if typed:
        return render_template("companies/register.html", typed=typed, show="", **_page(register.search(typed)))
    if show == "merged":
        return render_template("companies/merged.html", **_page(register.list_all_merges(_before())))
    show = "all" if show == "all" else "unchecked"
    rows = register.list_companies(unchecked=show == "unchecked", before=_before())
    return render_template("companies/register.html", typed="", show=show, **_page(rows))


@curate_companies.route("/new", methods=["GET", "POST"])
def add_company() -> ResponseReturnValue:
    """Add a company."""
    form = CompanyForm(page="companies/new.html", taken=None, alike=[], name=request.args.get("name", "")[:LONGEST])
    if not form.validate_on_submit():
        return form.answer()
    profile = Profile(**form.profile())
    alike = register.list_alike(profile.name, domain_of(profile.website))
    if alike and name_key(request.form.get("apart", "")) != name_key(profile.name):
        return form.answer(200, alike=alike)
    try:
        company = act(editing.add_company, profile=profile, by=current_user)
    except Taken as taken:
        return _tell(form, taken, field="name")
    flash(f"{company.name} is in the register.")
    return redirect(url_for(".show_company", slug=company.slug), 303)


@curate_companies.route("/<slug>", methods=["GET", "POST"])
def show_company(slug: str) -> ResponseReturnValue:
    """Show all that is known of a company, and take changes."""
    company = register.get_own(slug)
    form = CompanyForm(profile=None, naming=AliasForm(formdata=None), **filled(company), **_whole(company))
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(editing.edit_company, company, profile=Profile(**form.profile()), by=current_user)
    except Taken as taken:
        return _tell(form, taken, field="name")
    flash("Saved.")
    return redirect(url_for(".show_company", slug=slug), 303)


@curate_companies.post("/<slug>/names")
def add_alias(slug: str) -> ResponseReturnValue:
    """Let another name lead to a company."""
    company = register.get_own(slug)
    form = AliasForm(profile=_unsent(company), naming=None, **_whole(company))
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(editing.add_alias, company, name=form.alias.data or "", by=current_user)
    except Taken as taken:
        return _tell(form, taken, field="alias")
    flash("The name is added.")
    return redirect(url_for(".show_company", slug=slug), 303)


@curate_companies.post("/<slug>/names/remove")
def remove_alias(slug: str) -> ResponseReturnValue:
    """Take a name away from a company."""
    company = register.get_own(slug)
    return _pressed(company, editing.remove_alias, "The name is removed.", name=request.form.get("alias", "")[:LONGEST])


@curate_companies.post("/<slug>/check")
def check_company(slug: str) -> ResponseReturnValue:
    """Note that a company is as it should be."""
    return _pressed(register.get_own(slug), editing.mark_checked, "Checked.")


def _pressed(company: Company, verb: Any, done: str, **given: str) -> ResponseReturnValue:
    """Do what one button asks."""
    form = Form(profile=_unsent(company), naming=AliasForm(formdata=None), **_whole(company))
    if not form.validate_on_submit():
        return form.answer()
    act(verb, company, **given, by=current_user)
    flash(done)
    return redirect(url_for(".show_company", slug=company.slug), 303)


def _unsent(company: Company) -> CompanyForm:
    return CompanyForm(formdata=None, **filled(company))


def _whole(company: Company) -> dict[str, Any]:
    return {
        "page": "companies/company.html",
        "company": company,
        "twins": register.list_twins(company),
        "merges": register.list_merges(company),
        "history": history.list_history(company),
        "taken": None,
    }


def _tell(form: Form, taken: Taken, *, field: str) -> ResponseReturnValue:
    """Say beside the field whose name it is, with the way there."""
    form[field].errors = [*form[field].errors, taken.sentence]
    return form.answer(422, taken=taken)


def _page(rows: list[Any]) -> dict[str, Any]:
    older = rows[register.PAGE - 1].id if len(rows) > register.PAGE else None
    return {"rows": rows[: register.PAGE], "older": older, "is_first": _before() is None}


def _before() -> int | None:
    before = request.args.get("before", "")
    return int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None
