"""Where a curator goes on, and the hour of the season's zone."""

from datetime import datetime

from flask import g, url_for

from app import clock
from app.errors import Missing
from app.listening.models import Mention
from app.listening.queries import QueuePage
from app.listening.triage.snoozing import Snooze, offers
from app.listening.triage.wanted import Wanted
from app.listening.views.blueprint import views
from app.programme.call import get_call

CARD = "card"


def go_on(page: QueuePage, wanted: Wanted, mention: Mention, **more: str) -> str:
    """Return the address of the next card that is free, or of the queue where this page has none."""
    row = page.beside(mention)
    if row is not None:
        here = {**wanted.here, **more}
        return url_for("listening.show_mention", public_id=row.mention.public_id, **here, _anchor=CARD)
    return url_for("listening.show_queue", **{**wanted.values(after=page.following or ""), **more})


@views.app_template_global("snooze_offers")
def snooze_offers() -> list[tuple[Snooze, str, datetime]]:
    """List the times at which a post can come back."""
    return offers(clock.now(), zone())


@views.app_template_global("zone")
def zone() -> str:
    """Return the zone whose evenings and mornings are meant; asked once a request."""
    if "zone" not in g:
        try:
            g.zone = get_call().zone
        except Missing:
            g.zone = "UTC"
    known: str = g.zone
    return known
