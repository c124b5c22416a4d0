"""Check the door before every request: let in, send to the log-in page, or refuse."""

from flask import Flask, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.doors import DOORS, OPEN_WITHOUT_FACTOR, PUBLIC
from app.web.error_pages import list_typed
from app.web.headers import refuse_foreign_origin


def register(app: Flask) -> None:
    """Check the door before every request."""
    app.before_request(check_door)


def check_door() -> ResponseReturnValue | None:
    """Let a person in, send a stranger to the log-in page, or refuse."""
    if request.endpoint is None:
        return None
    door = DOORS.get(request.endpoint)
    if door is None:
        abort(404)
    if door is PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _stop_stranger()
    if not door & current_user.roles:
        abort(403)
    if request.endpoint not in OPEN_WITHOUT_FACTOR and accounts.lacks_factor(current_user):
        return _lead_to_factor()
    return None


def _lead_to_factor() -> ResponseReturnValue:
    """Lead whoever must have a second factor to setting it up, and from there to what they wanted."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Refresh": "true"}
    return redirect(url_for("account.set_up_factor", next=_wish()), 303)


def _stop_stranger() -> ResponseReturnValue:
    """Send a stranger to the log-in page; whoever was logged out while writing keeps what they wrote."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Refresh": "true"}
    if request.accept_mimetypes.best == "application/json":
        return jsonify(sentence="You are logged out."), 401
    kept = list_typed()
    if kept:
        refuse_foreign_origin()
        return render_template("errors/logged_out.html", kept=kept, action=request.full_path.rstrip("?")), 401
    flash("Log in to see this page.", "notice")
    return redirect(url_for("accounts.log_in", next=_wish()), 303)


def _wish() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
