"""Pages for signing in and out: with a password, by an invitation, by a link to a new password."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import passwords, queries, service, throttle
from app.accounts.cookies import Cookies
from app.accounts.forms import AcceptInvitationForm, AskNewPasswordForm, CodeForm, LogInForm, NewPasswordForm
from app.accounts.models import Invitation, User
from app.accounts.rules import tidy_email
from app.accounts.signed_in import current_user
from app.accounts.signing_in import find_half_way, note_last_seen, sign_in, sign_out, wait_for_code
from app.accounts.views.confirming import place
from app.accounts.views.homes import home_of, wish_or_home
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from app.web.forms import Form

views = Blueprint("accounts", __name__)


@views.record
def _register(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.session_interface = Cookies()
    app.after_request(note_last_seen)


@views.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    """Let a person in who knows their password."""
    if current_user.is_authenticated:
        return redirect(wish_or_home(current_user), 303)
    form = LogInForm(page="accounts/log_in.html", begin="")
    if not form.validate_on_submit():
        return form.answer()
    user = _require_right_password(str(form.email.data), str(form.password.data))
    if queries.find_factor(user) is not None:
        wait_for_code(user)
        return redirect(url_for(".give_code", next=request.args.get("next")), 303)
    throttle.note_success(user.email, place())
    sign_in(user)
    return redirect(wish_or_home(user), 303)


@views.route("/login/code", methods=["GET", "POST"])
def give_code() -> ResponseReturnValue:
    """Let a person in who gave the right password and now gives a code too; without the password, ask for it."""
    if current_user.is_authenticated:
        return redirect(wish_or_home(current_user), 303)
    user = find_half_way()
    if user is None:
        begin = url_for(".log_in", next=request.args.get("next"))
        return LogInForm(page="accounts/log_in.html", formdata=None, begin=begin).answer(200)
    form = CodeForm(page="accounts/give_code.html", user=user)
    if not form.validate_on_submit():
        return form.answer()
    throttle.take_a_code(user.email, place())
    is_recovery = _take_code(user, str(form.code.data))
    throttle.note_success(user.email, place())
    sign_in(user)
    if is_recovery:
        flash(f"You used a recovery code; {queries.count_recovery_codes(user)} are left.", "notice")
    return redirect(wish_or_home(user), 303)


@views.route("/logout", methods=["GET", "POST"])
def log_out() -> ResponseReturnValue:
    """End this browser's session."""
    form = Form(page="accounts/log_out.html")
    if not form.validate_on_submit():
        return form.answer()
    sign_out()
    flash("You are logged out.")
    answer = redirect(url_for(".log_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@views.route("/invitations/<token>", methods=["GET", "POST"])
def accept_invitation(token: str) -> ResponseReturnValue:
    """Show an invitation and let the invited person in."""
    invitation = queries.get_invitation_by_token(token)
    if queries.find_user_by_email(invitation.email) is not None:
        return _add_role(invitation)
    form = AcceptInvitationForm(
        page="accounts/invitation.html", invitation=invitation, known=False, name=invitation.name
    )
    form.owner_email = invitation.email
    if not form.validate_on_submit():
        return form.answer()
    password_hash = passwords.hash_password(str(form.new_password.data))
    user = act(service.accept_invitation, invitation, name=str(form.name.data), password_hash=password_hash)
    throttle.note_success(user.email, place())
    sign_in(user)
    return redirect(home_of(user), 303)


def _add_role(invitation: Invitation) -> ResponseReturnValue:
    """Let a person with an account take on another role; they still sign in by themselves."""
    form = Form(page="accounts/invitation.html", invitation=invitation, known=True)
    if not form.validate_on_submit():
        return form.answer()
    act(service.accept_invitation, invitation, name="", password_hash=None)
    flash("Your account has the new role. Log in to use it.")
    return redirect(url_for(".log_in"), 303)


@views.route("/login/new-password", methods=["GET", "POST"])
def ask_new_password() -> ResponseReturnValue:
    """Send a link to a new password; the answer is the same for every address."""
    form = AskNewPasswordForm(page="accounts/ask_new_password.html")
    if not form.validate_on_submit():
        return form.answer()
    email = tidy_email(str(form.email.data))
    if throttle.may_send_letter(email, place()):
        act(service.ask_new_password, email=email)
    return render_template("accounts/new_password_sent.html")


@views.route("/login/new-password/<token>", methods=["GET", "POST"])
def choose_new_password(token: str) -> ResponseReturnValue:
    """Set a new password by the link from the letter."""
    link = queries.get_password_link_by_token(token)
    form = NewPasswordForm(page="accounts/choose_new_password.html", user=link.user)
    form.owner_email = link.user.email
    if not form.validate_on_submit():
        return form.answer()
    user = act(service.use_password_link, link, password_hash=passwords.hash_password(str(form.new_password.data)))
    throttle.note_success(user.email, place())
    flash("Your new password is set. Log in with it.")
    return redirect(url_for(".log_in"), 303)


def _take_code(user: User, code: str) -> bool:
    """Take a code and tell whether it was a recovery code; a wrong one is noted, since somebody knew the password."""
    try:
        return act(service.use_code, user, code=code)
    except Refused:
        act(service.note_wrong_code, user)
        raise


def _require_right_password(email: str, password: str) -> User:
    """Check a password, doing the same work whether anybody has the address or not."""
    email = tidy_email(email)
    throttle.take_a_try(email, place())
    found = queries.find_credentials(email)
    db.session.rollback()
    if not passwords.is_password(found.password_hash if found else None, password) or found is None:
        raise Refused("The address or the password is not right", field="password")
    user = queries.get_user(found.public_id)
    if passwords.is_outdated(str(found.password_hash)):
        act(service.refresh_hash, user, password_hash=passwords.hash_password(password))
    return user
