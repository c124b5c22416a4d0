"""Check one post at its source before a curator opens a reply to it: quickly, and a failing check stands in no way."""

from flask import Flask, current_app

from app.errors import Unavailable
from app.extensions import db
from app.listening.checking import Checked, check_batch
from app.listening.models import Mention
from app.listening.passes.draining import Report
from app.listening.passes.network import may_read
from app.listening.passes.stopping import Stop
from app.listening.service.checking import NoMoneyLeft
from app.listening.sources.bounded import OutOfBounds, within
from app.listening.sources.opening import OPENINGS, open_source
from app.listening.sources.protocol import Presence, SourceFailure
from app.web.links import settings
from app.web.sweeping import empty_journal

LONGEST_SECONDS = 7.0


def look_again(mention: Mention) -> Presence:
    """Say what the source says of a post now, and wipe one that is gone; UNKNOWN where it could not be asked."""
    network, mention_id = mention.network, mention.id
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if network not in OPENINGS or not may_read(network, Report(network)):
        return Presence.UNKNOWN
    db.session.rollback()
    try:
        return within(LONGEST_SECONDS, lambda: ask_in_own_context(app, network, mention_id))
    except (SourceFailure, NoMoneyLeft, OutOfBounds, Unavailable):
        return Presence.UNKNOWN


def ask_in_own_context(app: Flask, network: str, mention_id: int) -> Presence:
    """Open the network and check one post, on a thread that is left behind when it takes too long."""
    with app.app_context():
        source = open_source(network, settings())
        if source is None:
            return Presence.UNKNOWN
        report = Checked(network)
        check_batch(source, [mention_id], report, Stop(), part=1)
        if report.gone:
            empty_journal()
        return next((word for word in Presence if getattr(report, word)), Presence.UNKNOWN)
