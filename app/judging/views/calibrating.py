"""Calibration: a judge tries examples and sees the distance; organisers write them and switch them on."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.judging.calibrating import answers, reading, rebinding, writing
from app.judging.calibrating.forms import DemandForm, ExampleForm, TryForm, example_form, try_form
from app.judging.calibrating.reading import Calibration, Trial
from app.judging.calibrating.rules import MOST_EXAMPLES, Demand
from app.judging.models import CalibrationExample
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.programme.models import Season
from app.web.actions import act
from app.web.forms import Form


@views.get("/judge/calibration/")
def calibrate() -> ResponseReturnValue:
    """List the examples a judge is offered, and how far they are from what was agreed."""
    way = _way_back(request.args.get("entry", ""))
    found = [each for each in reading.list_calibrations(current_user) if each.is_worth_showing]
    return render_template("judging/calibration.html", calibrations=found, **way)


@views.route("/judge/calibration/<public_id>", methods=["GET", "POST"])
def try_example(public_id: str) -> ResponseReturnValue:
    """Show an example to try, and afterwards the distance on each criterion."""
    calibration, trial = reading.get_trial(current_user, public_id)
    way = _way_back(request.args.get("entry", ""))
    form = try_form(trial.example.rubric.criteria, calibration=calibration, trial=trial, **way)
    is_asking = (not trial.is_done or "again" in request.args) and not calibration.is_over
    if request.method == "GET":
        return form.answer() if is_asking else _compared(calibration, trial, way)
    if not form.validate():
        return form.answer()
    return _keep(form, calibration, trial, way)


def _keep(form: TryForm, calibration: Calibration, trial: Trial, way: dict[str, Any]) -> ResponseReturnValue:
    act(writing.answer, calibration, trial.example, levels=form.levels(), by=current_user)
    address = url_for(".try_example", public_id=trial.example.public_id, entry=way["entry"] or None)
    return redirect(address, 303)


def _compared(calibration: Calibration, trial: Trial, way: dict[str, Any]) -> ResponseReturnValue:
    following = next((other for other in calibration.waiting), None)
    return render_template(
        "judging/calibration_compared.html", calibration=calibration, trial=trial, following=following, **way
    )


def _way_back(entry: str) -> dict[str, Any]:
    """Keep the entry a judge was on the way to, when it has the form of one."""
    return {"entry": entry if entry.isascii() and entry.isalnum() and len(entry) == 10 else ""}


@views.route("/organise/rubric/calibration", methods=["GET", "POST"])
def list_examples() -> ResponseReturnValue:
    """List a season's examples, switch calibration, and see who is done."""
    season = chosen_season()
    demand = reading.demand_of(season)
    form = DemandForm(page="judging/examples.html", data={"demand": demand.value}, **_of_season(season))
    if not form.validate_on_submit():
        return form.answer()
    act(writing.set_demand, season, demand=Demand(form.demand.data), by=current_user)
    flash("Saved.")
    return redirect(url_for(".list_examples", season=season.slug), 303)


def _of_season(season: Season) -> dict[str, Any]:
    return {
        "season": season,
        "others": other_seasons(season),
        "examples": rebinding.list_examples(season),
        "most": MOST_EXAMPLES,
        "judges": reading.list_done(season),
    }


@views.post("/organise/rubric/calibration/ready-made")
def add_ready_made() -> ResponseReturnValue:
    """Copy the ready-made examples into a season."""
    season = chosen_season()
    form = Form()
    if form.validate_on_submit():
        added = act(writing.add_ready_made, season, by=current_user)
        flash(f"{len(added)} examples added." if added else "They are there already.")
    return redirect(url_for(".list_examples", season=season.slug), 303)


@views.route("/organise/rubric/calibration/new", methods=["GET", "POST"])
def new_example() -> ResponseReturnValue:
    """Write a new example."""
    season = chosen_season()
    example = CalibrationExample(season_id=season.id, rubric=writing.rubric_for_examples(season), dropped=[])
    form = example_form(example, season=season, conflicts=None, is_answered=False)
    if not form.validate_on_submit():
        return form.answer()
    act(writing.add_example, season, **_typed(form), by=current_user)
    flash(f"{form.title.data} is saved.")
    return redirect(url_for(".list_examples", season=season.slug), 303)


@views.route("/organise/rubric/calibration/examples/<public_id>", methods=["GET", "POST"])
def edit_example(public_id: str) -> ResponseReturnValue:
    """Change an example and its agreed marks."""
    example = reading.get_example(public_id)
    season = example.season
    form = example_form(example, season=season, conflicts=None, is_answered=answers.is_answered(example))
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(writing.save_example, example, **_typed(form), edition=form.edition.data or 0, by=current_user)
    except writing.Stale as stale:
        return _show_both(form, example, stale)
    flash(f"{form.title.data} is saved.")
    return redirect(url_for(".list_examples", season=season.slug), 303)


def _typed(form: ExampleForm) -> dict[str, Any]:
    return {
        "title": form.title.data or "",
        "stories": form.stories.data or "",
        "agreed": form.agreed(),
        "is_ready": bool(form.is_ready.data),
    }


def _show_both(form: ExampleForm, example: CalibrationExample, stale: writing.Stale) -> ResponseReturnValue:
    """Show the page as typed beside what was saved elsewhere; saving again keeps what is typed."""
    theirs = example_form(example, formdata=None)
    conflicts = [
        (field.label.text, field.data or "", theirs[field.name].data or "")
        for field in form
        if field.name not in {"csrf_token", "edition"} and field.data != theirs[field.name].data
    ]
    form.edition.data, form.edition.raw_data = stale.edition, None
    form.refusals.append(stale.sentence)
    return form.answer(409, conflicts=conflicts)


@views.post("/organise/rubric/calibration/examples/<public_id>/remove")
def remove_example(public_id: str) -> ResponseReturnValue:
    """Remove an example nobody has tried."""
    example = reading.get_example(public_id)
    season, title = example.season.slug, example.title
    if Form().validate_on_submit():
        act(writing.remove_example, example, by=current_user)
        flash(f"{title} is removed.")
    return redirect(url_for(".list_examples", season=season), 303)
