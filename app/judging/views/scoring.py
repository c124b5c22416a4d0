"""A judge's pages: the work list, one entry with its scorecard, stepping back."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Forbidden, Refused
from app.judging import queries, service
from app.judging.calibrating import reading as calibrating
from app.judging.deciding.tie_breaks import list_open_ties
from app.judging.forms import ScoreForm, score_form
from app.judging.interests.declared import list_seasons_due
from app.judging.models import Scorecard
from app.judging.queries import Desk
from app.judging.rules import find_gaps
from app.judging.service.scorecards import Stale
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.get("/judge/")
def list_own() -> ResponseReturnValue:
    """List a judge's own entries."""
    return render_template("judging/own.html", form=Form(), **_own_work())


def _own_work() -> dict[str, Any]:
    """Return what the list of a judge's own entries shows."""
    return {
        "seasons": sorted(queries.list_own_entries(current_user), key=lambda work: work.rank),
        "due": list_seasons_due(current_user),
        "ties": list_open_ties(current_user),
    }


@views.post("/judge/acknowledge")
def acknowledge() -> ResponseReturnValue:
    """Note that the judge has seen what they were asked for."""
    form = Form(page="judging/own.html", **_own_work())
    if not form.validate_on_submit():
        return form.answer()
    act(service.acknowledge, by=current_user)
    flash("Thank you. The organisers know that you have your entries.")
    return redirect(url_for(".list_own"), 303)


@views.route("/judge/entries/<public_id>", methods=["GET", "POST"])
def score(public_id: str) -> ResponseReturnValue:
    """Show one entry with the judge's scorecard; save or submit it."""
    desk = queries.get_own_entry(current_user, public_id)
    _require_same_judge()
    if request.method == "GET" and calibrating.find_detour(current_user, desk.assignment.entry.season):
        return redirect(url_for(".calibrate", entry=public_id), 303)
    board = queries.get_pinboard(current_user, desk)
    form = score_form(
        desk.assignment.rubric.criteria,
        desk.sheet,
        desk.version,
        desk=desk,
        board=board,
        reopenings=queries.list_own_reopenings(current_user, desk.assignment),
        conflicts=None,
    )
    if request.method == "GET":
        return form.answer()
    if request.accept_mimetypes.best == "application/json":
        return _autosave(form, desk)
    if not form.validate():
        return form.answer()
    return _submit(form, desk) if request.form.get("action") == "submit" else _save(form, desk)


def _require_same_judge() -> None:
    """Refuse a sheet that was opened by another person on this device, before anything of it is shown."""
    if request.form.get("judge", current_user.public_id) != current_user.public_id:
        raise Forbidden(
            "Somebody else opened this page on this device, so nothing was saved. "
            "Log in as that person, go back to the page and send it again."
        )


def _save(form: ScoreForm, desk: Desk) -> ResponseReturnValue:
    try:
        _keep(form, desk)
    except Stale as stale:
        return _show_both(form, stale)
    flash("Your draft is saved. Nobody else can see it.")
    if (code := request.form.get("pin")) in form.codes:
        return redirect(url_for(".pin", public_id=desk.assignment.entry.public_id, criterion=code), 303)
    return redirect(url_for(".score", public_id=desk.assignment.entry.public_id), 303)


def _submit(form: ScoreForm, desk: Desk) -> ResponseReturnValue:
    """Submit; what is not complete yet is kept as a draft first, so that nothing can be lost."""
    sheet = form.sheet()
    gaps = find_gaps(desk.assignment.rubric.titles, sheet.levels, sheet.remarked)
    try:
        if gaps:
            form.version.data = _keep(form, desk).version
            form.version.raw_data = None
            form.blame(gaps)
            return form.answer(422)
        act(
            service.submit_scorecard,
            desk.assignment,
            sheet=sheet,
            version=form.version.data or 0,
            by=current_user,
        )
    except Stale as stale:
        return _show_both(form, stale)
    return redirect(url_for(".score", public_id=desk.assignment.entry.public_id), 303)


def _keep(form: ScoreForm, desk: Desk) -> Scorecard:
    return act(
        service.save_scorecard,
        desk.assignment,
        sheet=form.sheet(),
        version=form.version.data or 0,
        by=current_user,
    )


def _show_both(form: ScoreForm, stale: Stale) -> ResponseReturnValue:
    """Show the page as typed beside what was saved elsewhere; saving again keeps what is typed."""
    mine, theirs = form.sheet().fields(form.codes), stale.theirs.fields(form.codes)
    conflicts = [(form[name].label.text, mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]]
    form.version.data, form.version.raw_data = stale.version, None
    form.refusals.append(stale.sentence)
    return form.answer(409, conflicts=conflicts)


def _autosave(form: ScoreForm, desk: Desk) -> ResponseReturnValue:
    """Save for the page's script, and answer in JSON whatever happens."""
    if not form.validate():
        return jsonify(errors={name: errors[0] for name, errors in form.errors.items() if name}), 422
    try:
        card = _keep(form, desk)
    except Stale as stale:
        mine, theirs = form.sheet().fields(form.codes), stale.theirs.fields(form.codes)
        return jsonify(sentence=stale.sentence, version=stale.version, yours=mine, theirs=theirs), 409
    except Refused as refusal:
        return jsonify(sentence=refusal.sentence, errors={"": refusal.sentence}), 422
    return jsonify(version=card.version, saved_at=card.saved_at.isoformat(), answered=form.sheet().answered)
