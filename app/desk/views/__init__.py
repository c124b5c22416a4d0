"""The organisers' pages that belong to no room below: the overview, the log of changes, the outbox."""

from app.desk.views import log, outbox, overview, upkeep
from app.desk.views.blueprint import views

__all__ = ["log", "outbox", "overview", "upkeep", "views"]
