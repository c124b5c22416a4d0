"""Pages of nominators, readers and curators."""

from app.nominations.views import (
    confirming,
    editing,
    entering,
    following,
    hiding,
    leaving,
    listing,
    moderating,
    nominating,
    previewing,
    proving,
    queueing,
    sent,
    stories,
    unsubscribing,
)  # isort: skip
from app.nominations.views.blueprint import views
from app.nominations.views.curating import curate
from app.nominations.views.merging import merges

__all__ = [
    "confirming",
    "curate",
    "editing",
    "entering",
    "following",
    "hiding",
    "leaving",
    "listing",
    "merges",
    "moderating",
    "nominating",
    "previewing",
    "proving",
    "queueing",
    "sent",
    "stories",
    "unsubscribing",
    "views",
]
