"""Pages for signing in and out, and one's own account."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import passwords, queries, service, throttle
from app.accounts.forms import (
    AcceptInvitationForm,
    AskNewPasswordForm,
    ChangePasswordForm,
    LogInForm,
    NewPasswordForm,
)
from app.accounts.models import User
from app.accounts.rules import Role, tidy_email
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session, note_last_seen, sign_in, sign_out
from app.accounts.views_people import people  # noqa: F401
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from app.web.forms import Form

views = Blueprint("accounts", __name__)
HOMES = {Role.ORGANISER: "/organise/", Role.CURATOR: "/curate/", Role.JUDGE: "/judge/"}


@views.record
def _register(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.after_request(note_last_seen)


@views.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    """Let a person in who knows their password."""
    if current_user.is_authenticated:
        return redirect(home_of(current_user), 303)
    form = LogInForm(page="accounts/log_in.html")
    if not form.validate_on_submit():
        return form.answer()
    user = _require_right_password(form.email.data, form.password.data)
    sign_in(user)
    return redirect(safe_wish() or home_of(user), 303)


@views.route("/logout", methods=["GET", "POST"])
def log_out() -> ResponseReturnValue:
    """End this browser's session."""
    form = Form(page="accounts/log_out.html")
    if not form.validate_on_submit():
        return form.answer()
    sign_out()
    flash("You are signed out.")
    answer = redirect(url_for(".log_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@views.route("/account", methods=["GET", "POST"])
def account() -> ResponseReturnValue:
    """Show one's own account, sessions and the form for a new password."""
    form = ChangePasswordForm(
        page="accounts/account.html",
        sessions=queries.list_live_sessions(current_user),
        this_session=current_session(),
    )
    form.owner_email = current_user.email
    if not form.validate_on_submit():
        return form.answer()
    user = current_session().user
    throttle.require_patience(user.email, _place())
    if not passwords.is_password(user.password_hash, form.password.data):
        throttle.note_miss(user.email, _place())
        raise Refused("This is not your present password", field="password")
    act(service.change_password, user, password_hash=passwords.hash_password(form.new_password.data))
    sign_in(user)
    flash("Your password is changed, and every other browser is signed out.")
    return redirect(url_for(".account"), 303)


@views.post("/account/sessions/<public_id>/end")
def end_session(public_id: str) -> ResponseReturnValue:
    """End one of one's own sessions."""
    form = Form(page="accounts/log_out.html")
    if not form.validate_on_submit():
        return form.answer()
    act(service.end_session, queries.get_session(current_user, public_id), by=current_session().user)
    flash("That browser is signed out.")
    return redirect(url_for(".account"), 303)


@views.route("/invitations/<token>", methods=["GET", "POST"])
def accept_invitation(token: str) -> ResponseReturnValue:
    """Show an invitation and let the invited person in."""
    invitation = queries.get_invitation_by_token(token)
    known = queries.find_user_by_email(invitation.email)
    kind = Form if known else AcceptInvitationForm
    form = kind(page="accounts/invitation.html", invitation=invitation, known=known, name=invitation.name)
    if isinstance(form, AcceptInvitationForm):
        form.owner_email = invitation.email
    if not form.validate_on_submit():
        return form.answer()
    is_new = isinstance(form, AcceptInvitationForm)
    user = act(
        service.accept_invitation,
        invitation,
        name=form.name.data if is_new else "",
        password_hash=passwords.hash_password(form.new_password.data) if is_new else None,
    )
    if not is_new:
        flash("Your account has the new role. Sign in to use it.")
        return redirect(url_for(".log_in"), 303)
    sign_in(user)
    return redirect(home_of(user), 303)


@views.route("/login/new-password", methods=["GET", "POST"])
def ask_new_password() -> ResponseReturnValue:
    """Send a link to a new password; the answer is the same for every address."""
    form = AskNewPasswordForm(page="accounts/ask_new_password.html")
    if not form.validate_on_submit():
        return form.answer()
    act(service.ask_new_password, email=form.email.data)
    return render_template("accounts/new_password_sent.html", email=tidy_email(form.email.data))


@views.route("/login/new-password/<token>", methods=["GET", "POST"])
def choose_new_password(token: str) -> ResponseReturnValue:
    """Set a new password by the link from the letter."""
    link = queries.get_password_link_by_token(token)
    form = NewPasswordForm(page="accounts/choose_new_password.html", user=link.user)
    form.owner_email = link.user.email
    if not form.validate_on_submit():
        return form.answer()
    act(service.use_password_link, link, password_hash=passwords.hash_password(form.new_password.data))
    flash("Your new password is set. Sign in with it.")
    return redirect(url_for(".log_in"), 303)


def home_of(user: User) -> str:
    """Return where a person's work is."""
    return next((home for role, home in HOMES.items() if user.has_role(role)), "/account")


def safe_wish() -> str | None:
    """Return the page a person wanted before signing in, if it is one of ours."""
    wish = request.args.get("next", "")
    parts = urlsplit(wish)
    is_ours = wish.startswith("/") and not parts.netloc and not parts.scheme
    return wish if is_ours and wish[1:2] not in {"/", "\\"} and wish.isprintable() and "\\" not in wish else None


def _require_right_password(email: str, password: str) -> User:
    email = tidy_email(email)
    throttle.require_patience(email, _place())
    user = queries.find_user_by_email(email)
    known_hash = user.password_hash if user and user.is_active else None
    db.session.rollback()
    if not passwords.is_password(known_hash, password) or user is None:
        throttle.note_miss(email, _place())
        raise Refused("The address or the password is not right", field="password")
    throttle.note_success(email, _place())
    return user


def _place() -> str:
    return request.remote_addr or "unknown"
