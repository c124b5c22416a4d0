"""A judge leaves an entry: with a reason, or handing it back without one."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.judging.forms import RecuseForm
from app.judging.interests import leaving
from app.judging.rules import RecusalReason
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.route("/judge/entries/<public_id>/step-back", methods=["GET", "POST"])
def recuse(public_id: str) -> ResponseReturnValue:
    """Let a judge step back from an entry, with a reason."""
    assignment = leaving.get_own(current_user, public_id)
    form = RecuseForm(page="judging/step_back.html", assignment=assignment)
    if not form.validate_on_submit():
        return form.answer()
    act(
        leaving.recuse,
        assignment,
        reason=RecusalReason(form.reason.data),
        words=form.words.data or "",
        by=current_user,
    )
    flash(f"You stepped back from {assignment.entry.title}. It is no longer on your list.")
    return redirect(url_for(".list_own"), 303)


@views.route("/judge/entries/<public_id>/hand-back", methods=["GET", "POST"])
def hand_back(public_id: str) -> ResponseReturnValue:
    """Let a judge hand an entry back, without a word."""
    assignment = leaving.get_own(current_user, public_id)
    form = Form(page="judging/hand_back.html", assignment=assignment)
    if not form.validate_on_submit():
        return form.answer()
    act(leaving.hand_back, assignment, by=current_user)
    flash(f"You handed {assignment.entry.title} back. Another judge is asked instead.")
    return redirect(url_for(".list_own"), 303)


@views.route("/judge/hand-back", methods=["GET", "POST"])
def hand_back_unbegun() -> ResponseReturnValue:
    """Let a judge hand back everything that they have not begun."""
    form = Form(page="judging/hand_back_all.html", unbegun=leaving.list_unbegun(current_user))
    if not form.validate_on_submit():
        return form.answer()
    count = act(leaving.hand_back_unbegun, by=current_user)
    flash(f"You handed {count} {'entry' if count == 1 else 'entries'} back. Other judges are asked instead.")
    return redirect(url_for(".list_own"), 303)
