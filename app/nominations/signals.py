"""Look at a nomination once its address is proven, and hold it for a person when enough speaks for a script.

The nominator sees nothing of this: a held nomination is with the curators, like every other.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select

from app import clock
from app.audit import service as audit
from app.extensions import db, table_of
from app.nominations.copies import bands, shingles
from app.nominations.models import Nomination, StoryBand
from app.nominations.noticing import Noticed, notice
from app.nominations.rules import State, require_move
from app.nominations.weighing import Signal, is_heavy, joined
from app.web.actions import act
from app.web.engine import lock

LOOK_AGAIN = timedelta(hours=2)
ACTOR = "signals"


def weigh_in(nomination: Nomination, noticed: Noticed | None = None) -> None:
    """Note what speaks for a script about a nomination that was confirmed just now, and hold it if that is much."""
    if noticed is None or noticed.revision != nomination.revision_number:
        noticed = notice(nomination)
    _keep_fingerprint(nomination, noticed.fingerprint)
    _hold_if_heavy(nomination, noticed.signals)


def renew_fingerprint(nomination: Nomination) -> None:
    """Let near-copies find a confirmed story by the words it has now."""
    db.session.execute(delete(StoryBand).where(StoryBand.nomination_id == nomination.id))
    _keep_fingerprint(nomination, bands(shingles(nomination.written.story or "")))


def hold_late() -> int:
    """Hold the first ones of a burst, which nobody could know when they were confirmed; return how many."""
    lately = Nomination.confirmed_at > clock.now() - LOOK_AGAIN
    untouched = Nomination.moderated_by_id.is_(None) & (Nomination.state == State.SUBMITTED)
    ids = db.session.scalars(select(Nomination.id).where(lately, untouched)).all()
    return sum(_look_again(number) for number in ids)


def _look_again(number: int) -> bool:
    """Look without holding anything up, and write only what is news."""
    nomination = db.session.get_one(Nomination, number)
    found = notice(nomination).signals
    if set(found) <= set(nomination.signals):
        return False
    return act(_note_late, number, found)


def _note_late(number: int, found: tuple[Signal, ...]) -> bool:
    nomination = lock(db.session.get_one(Nomination, number))
    if nomination.state is not State.SUBMITTED or nomination.moderated_by_id is not None:
        return False
    return _hold_if_heavy(nomination, found)


def _hold_if_heavy(nomination: Nomination, found: tuple[Signal, ...]) -> bool:
    nomination.signals = joined(nomination.signals, found)
    if not is_heavy(nomination.signals):
        return False
    require_move(nomination.state, State.HELD)
    nomination.state = State.HELD
    audit.record("nomination held", about=nomination, by=ACTOR, signals=" ".join(nomination.signals))
    return True


def _keep_fingerprint(nomination: Nomination, fingerprint: Sequence[int]) -> None:
    """Store the fingerprint of the story, by which near-copies are found."""
    rows = [{"nomination_id": nomination.id, "band": band, "value": number} for band, number in enumerate(fingerprint)]
    db.session.execute(insert(table_of(StoryBand)), rows)
