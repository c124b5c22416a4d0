"""Pages of the curators' evening: the queue, one mention, the watches and the sources."""

from app.listening.views import arriving, mention, pasting, queue
from app.listening.views.blueprint import views
from app.listening.views.digests import digests
from app.listening.views.sources import sources
from app.listening.views.watches import watches

__all__ = ["arriving", "digests", "mention", "pasting", "queue", "sources", "views", "watches"]
