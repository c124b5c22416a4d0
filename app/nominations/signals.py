"""Look at a nomination once its address is proven, and hold it for a person when enough speaks for a script.

The nominator sees nothing of this: a held nomination is with the curators, like every other.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import insert, select

from app import clock
from app.audit import service as audit
from app.companies.rules import domain_of
from app.extensions import db, table_of
from app.mail.rules import LARGE_PROVIDERS
from app.nominations.bursts import list_bursts
from app.nominations.copies import bands, is_short, shingles
from app.nominations.models import Nomination, StoryBand
from app.nominations.queries.copies import list_near_copies
from app.nominations.rules import Relation, State, require_move
from app.nominations.weighing import Signal, is_heavy, joined
from app.web.actions import act
from app.web.engine import lock

LOOK_AGAIN = timedelta(hours=2)
MANY_COPIES = 3
ACTOR = "signals"


def weigh_in(nomination: Nomination) -> None:
    """Note what speaks for a script about a nomination that was confirmed just now, and hold it if that is much."""
    _keep_fingerprint(nomination)
    _look(nomination)


def hold_late() -> int:
    """Hold the first ones of a burst, which nobody could know when they were confirmed; return how many."""
    lately = Nomination.confirmed_at > clock.now() - LOOK_AGAIN
    untouched = Nomination.moderated_by_id.is_(None) & (Nomination.state == State.SUBMITTED)
    ids = db.session.scalars(select(Nomination.id).where(lately, untouched)).all()
    return sum(act(_look_again, number) for number in ids)


def _look_again(number: int) -> bool:
    nomination = lock(db.session.get_one(Nomination, number))
    if nomination.state is not State.SUBMITTED or nomination.moderated_by_id is not None:
        return False
    return _look(nomination)


def _look(nomination: Nomination) -> bool:
    nomination.signals = joined(nomination.signals, list(_list_signals(nomination)))
    if not is_heavy(nomination.signals):
        return False
    require_move(nomination.state, State.HELD)
    nomination.state = State.HELD
    audit.record("nomination held", about=nomination, by=ACTOR, signals=" ".join(nomination.signals))
    return True


def _list_signals(nomination: Nomination) -> Iterator[Signal]:
    if _is_from_the_company(nomination):
        yield Signal.OWN_DOMAIN
    yield from _notice_copies(nomination)
    yield from list_bursts(nomination)


def _notice_copies(nomination: Nomination) -> Iterator[Signal]:
    """Tell how many other people sent the same words; short ones count only when they are many and quite the same."""
    others = list_near_copies(nomination, of_others=True)
    if is_short(shingles(nomination.written.story or "")):
        if sum(each.percent == 100 for each in others) >= MANY_COPIES:
            yield Signal.NEAR_COPY
    elif len({each.nomination.identity for each in others}) >= MANY_COPIES:
        yield Signal.NEAR_COPIES
    elif others:
        yield Signal.NEAR_COPY


def _is_from_the_company(nomination: Nomination) -> bool:
    """Tell whether a self-declared customer writes from the company's own domain; mail providers have customers."""
    written = nomination.written
    company = nomination.company.domain if nomination.company else domain_of(written.website)
    address = (written.email or "").lower().rpartition("@")[2]
    if not company or written.relation is not Relation.CUSTOMER or address in LARGE_PROVIDERS:
        return False
    return address == company or address.endswith(f".{company}")


def _keep_fingerprint(nomination: Nomination) -> None:
    """Store the fingerprint of the story, by which near-copies are found."""
    numbers = bands(shingles(nomination.written.story or ""))
    rows = [{"nomination_id": nomination.id, "band": band, "value": number} for band, number in enumerate(numbers)]
    db.session.execute(insert(table_of(StoryBand)), rows)
