"""Remind judges when their season asks for it, and announce at the hour."""

from app.judging.deciding import announcing
from app.judging.progress import reminding
from app.programme import queries as programme
from app.web.actions import act


def remind_due() -> int:
    """Queue the letters of every season that reminds now by itself, and return how many."""
    queued = 0
    for season in programme.list_seasons():
        if judges := reminding.list_due(season):
            queued += act(reminding.remind, season, judges=judges, by="worker")
    return queued


def announce_due() -> int:
    """Announce the seasons whose hour has come, and return how many."""
    return announcing.publish_due()
