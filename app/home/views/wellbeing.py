"""Whether the site is well, for those who watch it."""

from flask.typing import ResponseReturnValue

from app.home import health
from app.home.views.blueprint import views


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
