"""The curators' pages to merge two companies, and to undo it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.companies import merging as companies
from app.companies import register
from app.companies.models import Company
from app.errors import Refused
from app.nominations.queries import merging as queries
from app.nominations.service import merging as service
from app.web.actions import act
from app.web.forms import Form

merges = Blueprint("merging", __name__, url_prefix="/curate/companies")


@merges.get("/<slug>/merge")
def choose(slug: str) -> ResponseReturnValue:
    """Find the company that is the same as this one."""
    company = register.get_own(slug)
    typed = request.args.get("q", "").strip()[:200]
    found = register.search(typed) if typed else register.list_twins(company)
    others = [each for each in found if each.canonical_company_id != company.canonical_company_id]
    return render_template("companies/choose.html", company=company, typed=typed, others=others)


@merges.route("/<slug>/merge/<other>", methods=["GET", "POST"])
def merge(slug: str, other: str) -> ResponseReturnValue:
    """Show what a merge changes, and merge."""
    merged, into = register.get_own(slug), register.get_own(other)
    form = Form(page="companies/merge.html", merged=merged, into=into, **_preview(merged, into))
    if not form.validate_on_submit():
        return form.answer()
    row = act(service.merge_companies, merged, into=into, by=current_user)
    flash(f"{row.merged.name} is merged into {row.kept.name}. You can undo it on this page.")
    return redirect(url_for("register.show_company", slug=row.kept.slug), 303)


@merges.post("/merges/<public_id>/undo")
def undo(public_id: str) -> ResponseReturnValue:
    """Take a merge back."""
    row = register.get_merge(public_id)
    form = Form()
    if not form.validate_on_submit():
        raise Refused("This page was open for a long time. Open the company again and undo the merge from there.")
    company = act(service.undo_merge, row, by=current_user)
    flash(f"The merge is undone. {company.name} stands for itself again.")
    return redirect(url_for("register.show_company", slug=company.slug), 303)


def _preview(merged: Company, into: Company) -> dict[str, Any]:
    """Gather what a merge would do, or the sentence that says why it cannot be."""
    try:
        companies.require_apart(merged, into)
    except Refused as refusal:
        return {"kept": into.canonical, "meetings": [], "others": [], "hindrance": refusal.sentence}
    changes = queries.list_merge_changes(merged, into)
    fixed = queries.list_fixed(changes)
    return {
        "kept": into.canonical,
        "meetings": queries.list_meetings(changes),
        "others": register.list_merges(merged),
        "hindrance": service.why_not_merged(fixed) if fixed else "",
    }
