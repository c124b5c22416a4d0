"""One's own account: name, password, and the browsers that are signed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import passwords, queries, service
from app.accounts.forms import ChangePasswordForm, ConfirmForm, NameForm
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session, note_password, sign_in
from app.accounts.views.confirming import require_password
from app.accounts.views.homes import wish_or_home
from app.web.actions import act
from app.web.forms import Form

own = Blueprint("account", __name__, url_prefix="/account")


@own.get("")
def show() -> ResponseReturnValue:
    """Show one's own account and the browsers that are signed in."""
    return render_template(
        "accounts/account.html",
        visits=queries.list_live_sessions(current_user),
        this_visit=current_session(),
        factor=queries.find_factor(current_user),
    )


@own.route("/name", methods=["GET", "POST"])
def change_name() -> ResponseReturnValue:
    """Change the name one goes by here."""
    form = NameForm(page="accounts/change_name.html", name=current_user.name)
    if not form.validate_on_submit():
        return form.answer()
    act(service.rename, current_session().user, name=str(form.name.data))
    flash("Your name is changed.")
    return redirect(url_for(".show"), 303)


@own.route("/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Change one's password, which ends every other session."""
    form = ChangePasswordForm(page="accounts/change_password.html")
    form.owner_email = current_user.email
    if not form.validate_on_submit():
        return form.answer()
    user = current_session().user
    require_password(user, str(form.password.data))
    act(service.change_password, user, password_hash=passwords.hash_password(str(form.new_password.data)))
    sign_in(user)
    flash("Your password is changed, and every other browser is logged out.")
    return redirect(url_for(".show"), 303)


@own.route("/sessions/<public_id>/end", methods=["GET", "POST"])
def end_session(public_id: str) -> ResponseReturnValue:
    """End one of one's own sessions."""
    visit = queries.get_session(current_user, public_id)
    form = Form(page="accounts/end_session.html", visit=visit)
    if not form.validate_on_submit():
        return form.answer()
    act(service.end_session, visit, by=current_session().user)
    flash("That browser is logged out.")
    return redirect(url_for(".show"), 303)


@own.route("/confirm", methods=["GET", "POST"])
def confirm() -> ResponseReturnValue:
    """Ask for the password once more, and lead back to what it is needed for."""
    form = ConfirmForm(page="accounts/confirm.html", back=wish_or_home(current_user))
    if not form.validate_on_submit():
        return form.answer()
    require_password(current_session().user, str(form.password.data))
    note_password()
    flash("Thank you. You can go on for ten minutes.")
    return redirect(wish_or_home(current_user), 303)
