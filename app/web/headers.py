"""Security headers, caching rules and the check that a form comes from our own pages."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, session
from flask_login import current_user
from flask_talisman import Talisman

from app.config import Settings

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY_TEXT = "; ".join(f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items())
STATIC_HEADERS = {
    "Content-Security-Policy": POLICY_TEXT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
OPEN_TO_MAIL_PROGRAMS = {"company.stop_letters", "digests.stop", "nominations.unsubscribe"}


def register(app: Flask, settings: Settings) -> None:
    """Put the headers on every response and refuse forms from foreign pages.

    The policy is one text for all pages, so it is written once here and not put together by Talisman for each.
    """
    Talisman(
        app,
        content_security_policy=None,
        force_https=settings.is_secure,
        strict_transport_security=settings.is_secure,
        session_cookie_secure=settings.is_secure,
        session_cookie_samesite="Lax",
        referrer_policy="same-origin",
        x_xss_protection=False,
    )
    app.before_request(refuse_unseen_characters)
    app.before_request(refuse_foreign_origin)
    app.after_request(set_policy)
    app.after_request(set_caching)


def add_to_static_file(given: Any, _path: str, _url: str) -> None:
    """Put on a static file what every page carries."""
    for name, value in STATIC_HEADERS.items():
        given[name] = value


def refuse_unseen_characters() -> None:
    """Answer 404 to an address with a NUL in it, which no database can look up."""
    looked_up = [request.path, *(value for name, value in request.args.items(multi=True) if name != "next")]
    if any("\x00" in text for text in looked_up):
        abort(404)


def refuse_foreign_origin() -> None:
    """Answer 403 to a form that another site sent in a person's name."""
    origin = request.headers.get("Origin")
    if request.method in SAFE_METHODS or origin is None or request.endpoint in OPEN_TO_MAIL_PROGRAMS:
        return
    try:
        is_ours = urlsplit(origin).netloc == request.host
    except ValueError:
        is_ours = False
    if not is_ours:
        abort(403)


def set_policy(response: Response) -> Response:
    """Say what a page may load and that nobody else's window holds on to it."""
    response.headers["Content-Security-Policy"] = POLICY_TEXT
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


def set_caching(response: Response) -> Response:
    """Keep signed-in pages out of every cache; public pages may be kept but must be asked about."""
    if "_user_id" in session and current_user.is_authenticated:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
