"""Pages of nominators, readers and curators."""

from app.nominations.views import (
    editing,
    following,
    leaving,
    listing,
    nominating,
    proving,
    sent,
    stories,
    unsubscribing,
)  # isort: skip
from app.nominations.views.blueprint import views
from app.nominations.views.curating import curate

__all__ = [
    "curate",
    "editing",
    "following",
    "leaving",
    "listing",
    "nominating",
    "proving",
    "sent",
    "stories",
    "unsubscribing",
    "views",
]
