"""Organisers' pages before judging: the panel of a category, and the plan of who judges what."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Conflict, Refused
from app.judging.assigning.forms import SeatForm, WishesForm, seat_form
from app.judging.assigning.members import find_rule, list_members
from app.judging.assigning.proposals import SeasonPlan
from app.judging.assigning.seasons import MOVED, carry_out, plan_season
from app.judging.assigning.seating import seat_panel
from app.judging.queries.panels import is_panel_open, list_judges
from app.judging.rules import FEWEST_JUDGES
from app.judging.views.blueprint import views
from app.programme import queries as programme
from app.programme.models import Category
from app.web.actions import act


@views.route("/organise/assignments/<season>/plan", methods=["GET", "POST"])
def plan(season: str) -> ResponseReturnValue:
    """Show who would judge what; one button asks them exactly as shown."""
    made = _plan(season, WishesForm(formdata=request.form or request.args))
    form = WishesForm(page="judging/plan.html", formdata=request.form or request.args, moved="")
    if request.method == "GET" or not form.validate():
        return form.answer(plan=made)
    if form.digest.data != made.digest:
        return form.answer(409, plan=made, moved=MOVED)
    try:
        act(carry_out, made, by=current_user)
    except Conflict as overtaken:
        return form.answer(409, plan=_plan(season, form), moved=overtaken.sentence)
    flash(made.told)
    return redirect(url_for(".plan", season=season), 303)


def _plan(season: str, form: WishesForm) -> SeasonPlan:
    row = programme.get_season(season)
    only = programme.get_category(row, form.category.data) if form.category.data else None
    return plan_season(row, form.wishes(), only=only)


@views.route("/organise/assignments/<season>/<category>/panel", methods=["GET", "POST"])
def panel(season: str, category: str) -> ResponseReturnValue:
    """Show and change who sits on a category's panel."""
    row = programme.get_category(programme.get_season(season), category)
    form = _seat_form(row)
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(
            seat_panel,
            row,
            judges_an_entry=form.judges_an_entry.data or FEWEST_JUDGES,
            cap=form.cap.data,
            members=form.members(),
            by=current_user,
        )
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"The panel of {row.name} was saved.")
    return redirect(url_for(".panel", season=season, category=category), 303)


def _seat_form(category: Category) -> SeatForm:
    rule, members, judges = find_rule(category), list_members(category), list_judges()
    stored = {
        "judges_an_entry": rule.judges_an_entry if rule else FEWEST_JUDGES,
        "cap": rule.cap if rule else None,
        "member": [judge.public_id for judge in judges if judge.id in members],
        **{f"cap_{judge.public_id}": members.get(judge.id) for judge in judges},
    }
    is_open = is_panel_open(category)
    return seat_form(judges, page="judging/panel.html", data=stored, category=category, is_open=is_open)
