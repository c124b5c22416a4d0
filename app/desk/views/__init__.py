"""The organisers' pages that belong to no room below: the overview, the log of changes, the outbox."""

from app.desk.views import dates, log, opening, outbox, overview, upkeep
from app.desk.views.blueprint import views

__all__ = ["dates", "log", "opening", "outbox", "overview", "upkeep", "views"]
