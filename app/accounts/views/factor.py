"""One's own second factor: set it up, see it, make new recovery codes, turn it off."""

from urllib.parse import quote

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import codes, queries, service
from app.accounts.forms import ConfirmForm, SetUpForm
from app.accounts.rules import FEW_RECOVERY_CODES, SET_UP_LIFE
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session, is_fresh, sign_in
from app.accounts.views.account import own
from app.accounts.views.confirming import require_password
from app.accounts.views.homes import wish_or_home
from app.errors import Refused
from app.web.actions import act
from app.web.links import settings
from app.web.sealing import opened, seal

TOO_OLD = "This page was open for a long time. Read the new picture with your app, and type the code it shows then."


@own.get("/second-factor")
def show_factor() -> ResponseReturnValue:
    """Show whether one has a second factor, and what can be done about it."""
    return render_template(
        "accounts/factor.html",
        factor=queries.find_factor(current_user),
        codes_left=queries.count_recovery_codes(current_user),
        few=FEW_RECOVERY_CODES,
        is_needed=queries.needs_factor(current_user),
    )


@own.route("/second-factor/set-up", methods=["GET", "POST"])
def set_up_factor() -> ResponseReturnValue:
    """Set up a phone, with the secret in a picture and in letters; nothing is stored before its first code."""
    offered = _offered_secret()
    secret = offered or codes.make_secret()
    form = _set_up_form(secret)
    if request.method == "POST" and form.sealed.raw_data and not offered:
        raise Refused(TOO_OLD)
    if not form.validate_on_submit():
        return form.answer()
    user = current_session().user
    if form.needs_password:
        require_password(user, str(form.password.data))
    made = codes.make_recovery_codes()
    act(service.set_up_factor, user, secret=secret, code=str(form.code.data), recovery_codes=made)
    sign_in(user)
    return _show_codes(made)


@own.route("/second-factor/codes", methods=["GET", "POST"])
def renew_codes() -> ResponseReturnValue:
    """Make new recovery codes; the earlier ones stop working."""
    form = ConfirmForm(page="accounts/renew_codes.html", codes_left=queries.count_recovery_codes(current_user))
    if not form.validate_on_submit():
        return form.answer()
    user = current_session().user
    require_password(user, str(form.password.data))
    made = codes.make_recovery_codes()
    act(service.renew_recovery_codes, user, recovery_codes=made)
    return _show_codes(made)


@own.route("/second-factor/remove", methods=["GET", "POST"])
def remove_factor() -> ResponseReturnValue:
    """Turn one's second factor off."""
    form = ConfirmForm(page="accounts/remove_factor.html", is_needed=queries.needs_factor(current_user))
    if not form.validate_on_submit():
        return form.answer()
    user = current_session().user
    require_password(user, str(form.password.data))
    act(service.remove_factor, user, by=user)
    sign_in(user)
    flash("Your second factor is off, and every other browser is logged out.")
    return redirect(url_for(".show"), 303)


def _set_up_form(secret: str) -> SetUpForm:
    """Build the page around one secret, which the page carries sealed until its first code is typed."""
    has_factor = queries.find_factor(current_user) is not None
    address = codes.address_of(secret, email=current_user.email)
    form = SetUpForm(
        page="accounts/set_up_factor.html",
        picture=codes.picture_of(address),
        address=address,
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        has_factor=has_factor,
        is_needed=queries.lacks_factor(current_user),
    )
    form.needs_password = has_factor or not is_fresh()
    form.sealed.data = seal(secret, settings().secret_keys, purpose=_offer())
    return form


def _offered_secret() -> str:
    """Return the secret in the form that was sent, unless it was offered long ago or to another session."""
    life = int(SET_UP_LIFE.total_seconds())
    return opened(request.form.get("sealed", ""), settings().secret_keys, purpose=_offer(), seconds=life)


def _offer() -> str:
    """Bind an offered secret to the session it was offered to."""
    return f"offered factor {current_session().public_id}"


def _show_codes(made: list[str]) -> ResponseReturnValue:
    """Show new recovery codes, the only time they can be seen; this page is kept nowhere."""
    host = settings().public_url.partition("://")[2]
    lines = [f"Recovery codes for {current_user.email} at {host}. Each works once.", "", *made, ""]
    page = render_template(
        "accounts/recovery_codes.html",
        codes=made,
        file=f"data:text/plain;charset=utf-8,{quote(chr(10).join(lines))}",
        onward=wish_or_home(current_user),
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
