"""Whether the site is well, for those who watch it."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app.home import figures, health
from app.home.views.blueprint import views
from app.web import metrics as counters
from app.web.links import settings


@views.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer that the process lives."""
    return {"status": "ok"}


@views.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer whether the site can take a write."""
    if health.can_write():
        return {"status": "ready"}
    return {"status": "the database takes no writes"}, 503, {"Retry-After": "5"}


@views.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Print figures for Prometheus to whoever bears the token; without a token set there is no such page."""
    token = settings().metrics_token
    if not token:
        abort(404)
    if not counters.may_read(token, request.headers.get("Authorization", "")):
        return {"status": "give the token"}, 401, {"WWW-Authenticate": "Bearer"}
    body, content_type = counters.print_figures(figures.list_figures())
    return body, 200, {"Content-Type": content_type, "Cache-Control": "no-store"}
