"""A judge pins passages of stories to a criterion: by a page of its own, or by script in the middle of scoring."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Conflict, Refused
from app.judging import queries, service
from app.judging.forms import PinForm
from app.judging.queries import Desk
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.route("/judge/entries/<public_id>/pin", methods=["GET", "POST"])
def pin(public_id: str) -> ResponseReturnValue:
    """Show the stories sentence by sentence, and pin what is chosen."""
    desk = queries.get_own_entry(current_user, public_id)
    form = _form(desk)
    if request.method == "GET":
        _require_draft(desk)
        return form.answer()
    if not form.validate():
        return _told_in_json(form) if _is_script() else form.answer()
    try:
        act(service.pin_passages, desk.assignment, code=form.criterion.data, passages=form.passages(), by=current_user)
    except Refused as refusal:
        return _refused(form, refusal)
    title = form.title_of(form.criterion.data)
    if _is_script():
        return _parts(desk, f"Pinned to {title}.")
    flash(f"Pinned to {title}. Nobody else can see it.")
    return redirect(url_for(".score", public_id=public_id, _anchor=f"pins-{form.criterion.data}"), 303)


@views.post("/judge/entries/<public_id>/pins/<pin_id>/remove")
def unpin(public_id: str, pin_id: str) -> ResponseReturnValue:
    """Take a pin away."""
    desk = queries.get_own_entry(current_user, public_id)
    form = Form()
    if not form.validate():
        raise Conflict("Open the entry again and remove the passage from there.")
    try:
        act(service.unpin, desk.assignment, pin_id=pin_id, by=current_user)
    except Refused as refusal:
        if _is_script():
            return jsonify(sentence=refusal.sentence), refusal.status
        raise
    if _is_script():
        return _parts(desk, "No longer pinned.")
    flash("No longer pinned.")
    return redirect(url_for(".pin", public_id=public_id), 303)


def _form(desk: Desk) -> PinForm:
    board = queries.get_pinboard(current_user, desk)
    first = request.args.get("criterion", "")
    criteria = desk.assignment.rubric.criteria
    return PinForm(page="judging/pin.html", criteria=criteria, desk=desk, board=board, data={"criterion": first})


def _require_draft(desk: Desk) -> None:
    if desk.is_locked:
        raise Conflict("This scorecard can no longer be changed, so nothing more can be pinned to it.")


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _refused(form: PinForm, refusal: Refused) -> ResponseReturnValue:
    if _is_script():
        return jsonify(sentence=refusal.sentence), refusal.status
    return form.refuse(refusal)


def _told_in_json(form: PinForm) -> ResponseReturnValue:
    return jsonify(sentence=next(errors[0] for errors in form.errors.values())), 422


def _parts(desk: Desk, sentence: str) -> ResponseReturnValue:
    """Give the script what changed on the page of the scorecard, each part under its id."""
    board = queries.get_pinboard(current_user, desk)
    parts = {}
    for number, story in enumerate(board.stories, 1):
        parts[f"words-{number}"] = render_template("judging/_words.html", board=board, story=story, number=number)
    for criterion in desk.assignment.rubric.criteria:
        parts[f"pins-{criterion.code}"] = render_template(
            "judging/_pins.html", board=board, criterion=criterion, locked=desk.is_locked, scripted=True
        )
    return jsonify(sentence=sentence, parts=parts)
