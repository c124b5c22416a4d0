"""The organisers' pages about people: who works here, invitations, letting in and keeping out."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries, service
from app.accounts.forms import InviteForm
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.web.actions import act
from app.web.forms import Form

people = Blueprint("people", __name__, url_prefix="/organise/people")


@people.route("/", methods=["GET", "POST"])
def list_people() -> ResponseReturnValue:
    """List who works here, and invite somebody."""
    form = InviteForm(
        page="accounts/people.html", users=queries.list_users(), invitations=queries.list_open_invitations()
    )
    if not form.validate_on_submit():
        return form.answer()
    by = current_session().user
    act(service.invite, **form.values(), by=by, inviter=by)
    flash(f"An invitation is on its way to {form.email.data}.")
    return redirect(url_for(".list_people"), 303)


@people.route("/<public_id>", methods=["GET", "POST"])
def show_person(public_id: str) -> ResponseReturnValue:
    """Show one person, and let them in or keep them out."""
    user = queries.get_user(public_id)
    form = Form(page="accounts/person.html", user=user, is_oneself=user.public_id == current_user.public_id)
    if not form.validate_on_submit():
        return form.answer()
    verb = service.disable if user.is_active else service.enable
    act(verb, user, by=current_session().user)
    flash("This person can no longer sign in." if not user.is_active else "This person can sign in again.")
    return redirect(url_for(".show_person", public_id=public_id), 303)


@people.post("/invitations/<public_id>/revoke")
def revoke_invitation(public_id: str) -> ResponseReturnValue:
    """Take an invitation back."""
    invitation = queries.get_invitation(public_id)
    form = Form(page="errors/error.html", status=422, sentence=None)
    if not form.validate_on_submit():
        return form.answer()
    act(service.revoke_invitation, invitation, by=current_session().user)
    flash(f"The invitation to {invitation.email} is taken back.")
    return redirect(url_for(".list_people"), 303)
