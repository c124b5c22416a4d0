"""What a person sees when something is refused: a calm page, and their own words back."""

import time
from typing import Any

import structlog
from flask import Flask, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException

from app.errors import Missing, Refused, Removed, Replaced, TooMany, Unavailable
from app.extensions import db, limiter, login
from app.web.actions import is_outage

log = structlog.get_logger()
UNKEPT = {"csrf_token", "password", "new_password", "code", "sealed"}


def register(app: Flask) -> None:
    """Answer every refusal, outage and slip with a page of ours."""
    app.register_error_handler(Refused, show_refusal)
    app.register_error_handler(Missing, show_missing)
    app.register_error_handler(Unavailable, show_outage)
    app.register_error_handler(exc.SQLAlchemyError, show_database_error)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_slip)


def show_refusal(refusal: Refused) -> ResponseReturnValue:
    """Show the form again with the sentence, or a page with the sentence alone."""
    form = g.get("form")
    answer = make_response(form.refuse(refusal) if form else show_error(refusal.status, sentence=refusal.sentence))
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def show_missing(missing: Missing) -> ResponseReturnValue:
    """Show that nothing is there, or that a newer letter has replaced a private link."""
    if isinstance(missing, Replaced | Removed):
        return show_error(missing.status, heading=missing.heading, sentence=missing.sentence)
    return show_error(missing.status)


def show_outage(outage: Exception) -> ResponseReturnValue:
    """Answer 503 with the form as typed, from the page itself or, without a database, from a bare one."""
    log.warning("database refused", path=request.endpoint, reason=type(outage.__cause__ or outage).__name__)
    answer = make_response(_kept_page())
    answer.status_code = 503
    answer.headers["Retry-After"] = str(Unavailable.retry_after)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def show_database_error(error: exc.SQLAlchemyError) -> ResponseReturnValue:
    """Tell an outage from a mistake of ours."""
    db.session.rollback()
    return show_outage(error) if is_outage(error) else show_slip(error)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Show the page of a status that Flask or Werkzeug raised."""
    if error.response is not None:
        return error.response
    answer = make_response(show_error(error.code or 500))
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    if error.code == 429 and limiter.current_limit:
        answer.headers["Retry-After"] = str(max(int(limiter.current_limit.reset_at - time.time()) + 1, 1))
    return answer


def show_slip(error: Exception) -> ResponseReturnValue:
    """Log a mistake of ours and say so without details."""
    if current_app.testing or current_app.debug:
        raise error
    log.error("unexpected error", path=request.endpoint, exc_info=error)
    db.session.rollback()
    return show_error(500)


def show_error(status: int, **context: Any) -> ResponseReturnValue:
    """Render the page for one status."""
    page = render_template("errors/error.html", status=status, **{"sentence": None, "heading": None, **context})
    return page, status


def list_typed() -> list[tuple[str, str]]:
    """List the fields of the form that was sent, but for what must not be written on a page."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in UNKEPT]


def _kept_page() -> str:
    form = g.get("form")
    if form is not None:
        try:
            return make_response(form.refuse(Refused("We could not save this just now. Send it again."))).get_data(
                as_text=True
            )
        except exc.SQLAlchemyError:
            db.session.rollback()
    login._update_request_context_with_user()
    return render_template("errors/kept.html", kept=list_typed(), action=request.full_path.rstrip("?"))
