"""A judge takes a submitted scorecard back, and says why."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Conflict
from app.judging import queries, service
from app.judging.forms import ReopenForm
from app.judging.rules import ScorecardState
from app.judging.views.blueprint import views
from app.web.actions import act


@views.route("/judge/entries/<public_id>/take-back", methods=["GET", "POST"])
def reopen(public_id: str) -> ResponseReturnValue:
    """Ask why, and open the scorecard again."""
    desk = queries.get_own_entry(current_user, public_id)
    if desk.state is not ScorecardState.SUBMITTED or not desk.is_writable:
        raise Conflict("Only a submitted scorecard can be taken back, and only while judging is open.")
    form = ReopenForm(page="judging/take_back.html", desk=desk)
    if not form.validate_on_submit():
        return form.answer()
    act(service.reopen_scorecard, desk.assignment, reason=form.reason.data or "", by=current_user)
    flash("You can change your scores now. What you submitted counts until you submit again.")
    return redirect(url_for(".score", public_id=public_id), 303)
