"""Open and close a browser's session, and load the person behind each request."""

from datetime import timedelta
from typing import Any, cast

import structlog
from flask import flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import login_user, logout_user

from app import clock
from app.accounts import queries, service
from app.accounts.models import LoginSession, User
from app.accounts.rules import FRESH, HALF_WAY_LIFE, LAST_SEEN_EVERY
from app.extensions import login
from app.web.actions import act
from app.web.links import keyed_hash

log = structlog.get_logger()
login.session_protection = None


def sign_in(user: User) -> None:
    """Open a session for this browser under a new cookie, keeping only which accounts it knows.

    The session it had, if any, ends, so that a copy of the old cookie opens nothing.
    """
    known = session.get("known", [])
    earlier = queries.find_live_session(session.get("_user_id", ""))
    if earlier is not None:
        act(service.end_session, earlier, by=earlier.user)
    token = act(service.start_session, user, browser=request.user_agent.string)
    session.clear()
    session["known"] = known
    user.session_token = token
    login_user(user)


def sign_out() -> None:
    """End this browser's session in the database, so that copies of its cookie die too."""
    row = current_session()
    act(service.end_session, row, by=row.user)
    known = session.get("known", [])
    logout_user()
    session.clear()
    session["known"] = known


def wait_for_code(user: User) -> None:
    """Note in this browser's cookie who gave the right password; that alone opens nothing."""
    session["half_way"] = {"who": user.public_id, "at": int(clock.now().timestamp()), "by": _password_mark(user)}


def find_half_way() -> User | None:
    """Find who gave the right password here a few minutes ago and still has to give a code."""
    noted: dict[str, Any] = session.get("half_way") or {}
    age = timedelta(seconds=clock.now().timestamp() - noted.get("at", 0))
    user = queries.find_user(noted.get("who", "")) if age <= HALF_WAY_LIFE else None
    if user is None or not user.is_active or noted["by"] != _password_mark(user):
        return None
    return user if queries.find_factor(user) else None


def is_fresh() -> bool:
    """Tell whether the person behind this request logged in a few minutes ago."""
    return clock.now() - current_session().created_at <= FRESH


def note_password() -> None:
    """Note in this browser's session that its person gave the right password just now."""
    session["password_given"] = {"at": int(clock.now().timestamp()), "by": _password_mark(current_session().user)}


def has_recent_password() -> bool:
    """Tell whether the person behind this request gave their password a few minutes ago, here or when logging in."""
    noted: dict[str, Any] = session.get("password_given") or {}
    age = timedelta(seconds=clock.now().timestamp() - noted.get("at", 0))
    is_noted = age <= FRESH and noted.get("by") == _password_mark(current_session().user)
    return is_fresh() or is_noted


def lead_to_password(back: str) -> ResponseReturnValue:
    """Lead a person to giving their password once more, and from there back to what they were about to do."""
    flash("Give your password first. What you came for is waiting.", "notice")
    return redirect(url_for("account.confirm", next=back), 303)


def _password_mark(user: User) -> str:
    """Stand for the present password, so that a new one ends what was begun with the old."""
    return keyed_hash("half way", user.password_hash or "")[:16]


def current_session() -> LoginSession:
    """Return the session row behind this request; only on pages behind a door."""
    return cast(LoginSession, g.login_session)


@login.user_loader  # type: ignore[untyped-decorator]
def load_user(token: str) -> User | None:
    """Find the person behind a cookie."""
    row = queries.find_live_session(token)
    if row is None:
        return None
    g.login_session = row
    row.user.session_token = token
    return row.user


def note_last_seen(response: Response) -> Response:
    """Note the session's use, every five minutes at most, after the page is done; allowed to fail."""
    row = g.get("login_session")
    if row is None or row.ended_at is not None or clock.now() - row.last_seen_at < LAST_SEEN_EVERY:
        return response
    try:
        act(service.touch_session, row)
    except Exception as failure:
        log.warning("last-seen not noted", reason=type(failure).__name__)
    return response
