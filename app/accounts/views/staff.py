"""The organisers' pages about people: who works here, invitations, roles, letting in and keeping out."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries, service
from app.accounts.forms import InviteForm, RolesForm
from app.accounts.rules import Role
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session, sign_in
from app.web.actions import act
from app.web.forms import Form

people = Blueprint("people", __name__, url_prefix="/organise/people")


@people.route("/", methods=["GET", "POST"])
def list_people() -> ResponseReturnValue:
    """List who works here, and invite somebody."""
    form = InviteForm(
        page="accounts/people.html",
        users=queries.list_users(),
        invitations=queries.list_open_invitations(),
        now=clock.now(),
    )
    if not form.validate_on_submit():
        return form.answer()
    by = current_session().user
    email, name = str(form.email.data), form.name.data or ""
    act(service.invite, email=email, role=Role(form.role.data), name=name, by=by, inviter=by)
    flash(f"An invitation is on its way to {form.email.data}.")
    return redirect(url_for(".list_people"), 303)


@people.route("/<public_id>", methods=["GET", "POST"])
def show_person(public_id: str) -> ResponseReturnValue:
    """Show one person, and give or take roles."""
    user = queries.get_user(public_id)
    form = RolesForm(
        page="accounts/person.html",
        user=user,
        roles=[role.value for role in user.roles],
        factor=queries.find_factor(user),
        is_needed=queries.needs_factor(user),
    )
    if not form.validate_on_submit():
        return form.answer()
    act(service.set_roles, user, roles=map(Role, form.roles.data or []), by=current_session().user)
    if user.public_id == current_user.public_id:
        sign_in(user)
    flash("The roles are saved.")
    return redirect(url_for(".show_person", public_id=public_id), 303)


@people.route("/<public_id>/access", methods=["GET", "POST"])
def change_access(public_id: str) -> ResponseReturnValue:
    """Keep a person out, or let them in again."""
    user = queries.get_user(public_id)
    is_oneself = user.public_id == current_user.public_id
    form = Form(page="accounts/access.html", user=user, is_oneself=is_oneself)
    if not form.validate_on_submit():
        return form.answer()
    verb = service.disable if user.is_active else service.enable
    act(verb, user, by=current_session().user)
    flash("This person can log in again." if user.is_active else "This person can no longer log in.")
    return redirect(url_for(".show_person", public_id=public_id), 303)


@people.route("/<public_id>/second-factor", methods=["GET", "POST"])
def take_factor_away(public_id: str) -> ResponseReturnValue:
    """Take away the second factor of somebody who lost their phone."""
    user = queries.get_user(public_id)
    form = Form(
        page="accounts/take_factor_away.html",
        user=user,
        factor=queries.find_factor(user),
        is_needed=queries.needs_factor(user),
    )
    if not form.validate_on_submit():
        return form.answer()
    if user.public_id == current_user.public_id:
        return redirect(url_for("account.remove_factor"), 303)
    act(service.remove_factor, user, by=current_session().user)
    flash(f"The second factor of {user.name or user.email} is taken away. A letter tells them.")
    return redirect(url_for(".show_person", public_id=public_id), 303)


@people.route("/invitations/<public_id>/revoke", methods=["GET", "POST"])
def revoke_invitation(public_id: str) -> ResponseReturnValue:
    """Take an invitation back."""
    invitation = queries.get_invitation(public_id)
    form = Form(page="accounts/revoke_invitation.html", invitation=invitation)
    if not form.validate_on_submit():
        return form.answer()
    act(service.revoke_invitation, invitation, by=current_session().user)
    flash(f"The invitation to {invitation.email} is taken back.")
    return redirect(url_for(".list_people"), 303)
