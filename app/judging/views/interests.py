"""A judge's own page of interests: declare a tie, take it back, say that the list is complete."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Conflict, Refused
from app.judging.interests import declaring
from app.judging.interests.declared import get_declared, get_interest
from app.judging.interests.forms import InterestForm
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.route("/judge/interests", methods=["GET", "POST"])
def interests() -> ResponseReturnValue:
    """Show what a judge declared, and take one more tie."""
    form = InterestForm(page="judging/interests.html", declared=get_declared(current_user), is_unsure=False)
    if not form.validate_on_submit():
        return form.answer()
    if form.is_unsure():
        return form.answer(200, is_unsure=True)
    try:
        row, left = act(declaring.declare, current_user, told=form.told(), by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"Declared: {row.words}.{_told(len(left))}")
    return redirect(url_for(".interests"), 303)


def _told(left: int) -> str:
    if not left:
        return ""
    return f" {'One entry' if left == 1 else f'{left} entries'} left your list, and another judge takes over."


@views.post("/judge/interests/<public_id>/remove")
def remove_interest(public_id: str) -> ResponseReturnValue:
    """Take back a tie that the judge declared."""
    row = get_interest(current_user, public_id)
    if not Form().validate_on_submit():
        raise Conflict("Open your interests again and take it back from there.")
    act(declaring.remove, row, by=current_user)
    flash(f"Taken back: {row.words}.")
    return redirect(url_for(".interests"), 303)


@views.post("/judge/interests/complete")
def complete_interests() -> ResponseReturnValue:
    """Keep a judge's word that the list is complete, or that there is nothing to declare."""
    form = InterestForm(
        page="judging/interests.html", declared=get_declared(current_user), is_unsure=False, formdata=None
    )
    if not Form().validate_on_submit():
        raise Conflict("Open your interests again and say it there.")
    try:
        act(declaring.complete, has_none=request.form.get("none") == "yes", by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash("Thank you. The organisers know that your list is complete.")
    return redirect(url_for(".list_own"), 303)
