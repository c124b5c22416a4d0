"""Pages of nominators, readers and curators."""

from app.nominations.views.blueprint import views
from app.nominations.views.moderating import curate

from app.nominations.views import following, nominating, proving, sent, stories  # isort: skip

__all__ = ["curate", "following", "nominating", "proving", "sent", "stories", "views"]
