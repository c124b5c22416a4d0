"""The organisers' pages about people: who works here, invitations, roles, letting in and keeping out."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries, service
from app.accounts.forms import InviteForm, RolesForm
from app.accounts.rules import Role
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session, sign_in
from app.accounts.visits import list_presences
from app.web.actions import act
from app.web.forms import STALE, Form

people = Blueprint("people", __name__, url_prefix="/organise/people")
LACKING = "without-factor"


@people.route("/", methods=["GET", "POST"])
def list_people() -> ResponseReturnValue:
    """List who works here, and invite somebody."""
    people_here, show = list_presences(queries.list_users()), request.args.get("show", "")
    form = InviteForm(
        page="accounts/people.html",
        rows=[row for row in people_here if show != LACKING or row.lacks_factor],
        lacking=sum(row.lacks_factor for row in people_here),
        show=show,
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
        visits=queries.list_live_sessions(user),
        presence=list_presences([user])[0],
    )
    if not form.validate_on_submit():
        return form.answer()
    act(service.set_roles, user, roles=map(Role, form.roles.data or []), by=current_session().user)
    if user.public_id == current_user.public_id:
        sign_in(user)
    flash("The roles are saved.")
    return redirect(url_for(".show_person", public_id=public_id), 303)


@people.route("/<public_id>/sessions", methods=["GET", "POST"])
def end_sessions(public_id: str) -> ResponseReturnValue:
    """Log a person out of every browser."""
    user = queries.get_user(public_id)
    form = Form(page="accounts/end_sessions.html", user=user, visits=queries.list_live_sessions(user))
    if not form.validate_on_submit():
        return form.answer()
    is_oneself = user.public_id == current_user.public_id
    act(service.log_out_everywhere, user, by=current_session().user)
    if is_oneself:
        return redirect(url_for("accounts.log_in"), 303)
    flash("Every browser of this person is logged out.")
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


@people.post("/invitations/<public_id>/again")
def send_invitation_again(public_id: str) -> ResponseReturnValue:
    """Send an invitation once more, with a fresh link."""
    invitation = queries.get_invitation(public_id)
    if not Form().validate_on_submit():
        flash(STALE, "notice")
        return redirect(url_for(".list_people"), 303)
    act(service.send_again, invitation, by=current_session().user)
    flash(f"A fresh invitation is on its way to {invitation.email}.")
    return redirect(url_for(".list_people"), 303)


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
