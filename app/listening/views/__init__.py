"""Pages of the curators' evening: the queue, one mention, the watches and the sources."""

from app.listening.views import arriving, leaving, mention, naming, pasting, queue, replies, triage
from app.listening.views.blueprint import views
from app.listening.views.contacts import contacts
from app.listening.views.digests import digests
from app.listening.views.learning import learning
from app.listening.views.outreach import outreach
from app.listening.views.sources import sources
from app.listening.views.templates import templates
from app.listening.views.watches import watches

__all__ = [
    "arriving",
    "contacts",
    "digests",
    "learning",
    "leaving",
    "mention",
    "naming",
    "outreach",
    "pasting",
    "queue",
    "replies",
    "sources",
    "templates",
    "triage",
    "views",
    "watches",
]
