"""Fill an empty database with the demo, as if it had happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import current_app

from app import clock
from app.demo import (
    deciding,
    drafts,
    honours,
    interests,
    letters,
    mentions,
    panels,
    pinning,
    register,
    seasons,
    sources,
    stories,
    watches,
    yardsticks,
)
from app.demo.script import Days, Script
from app.demo.seasons import FILLED, Stage
from app.mail.worker import deliver_due
from app.web.actions import act
from app.web.links import settings

MAIL, EARLIER = "mail", "mail/earlier"
FRESH = timedelta(hours=12)


def write_script() -> Script:
    """Write down everything that happens, with today as the last day."""
    now = clock.now().replace(second=0, microsecond=0)
    script = Script(Days(now))
    held = Stage(script.days)
    for part in (
        seasons,
        stories,
        register,
        watches,
        mentions,
        sources,
        panels,
        deciding,
        pinning,
        interests,
        yardsticks,
        honours,
        letters,
        drafts,
    ):
        part.stage(script, held)
    script.add(now, partial(act, seasons.mark, FILLED))
    return script


def play(script: Script) -> Iterator[None]:
    """Play the script with the letters each scene causes; those of today stand apart from the many before."""
    for moment in script.play():
        is_fresh = script.days.now - moment < FRESH
        with letters_to(settings().var / (MAIL if is_fresh else EARLIER)):
            deliver_due()
        yield


@contextmanager
def letters_to(folder: Path) -> Iterator[None]:
    """Deliver letters to a folder for a while, so that no invented address is ever written to."""
    kept = settings()
    current_app.config["AWARDS"] = replace(kept, mail_url=f"file:{folder}")
    try:
        yield
    finally:
        current_app.config["AWARDS"] = kept
