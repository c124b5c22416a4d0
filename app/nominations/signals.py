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
from app.nominations.models import Nomination, StoryBand
from app.nominations.noticing import Noticed, notice
from app.nominations.rules import Relation, State, require_move
from app.nominations.weighing import Signal, is_heavy, joined
from app.web.actions import act
from app.web.engine import lock

LOOK_AGAIN = timedelta(hours=2)
ACTOR = "signals"


def weigh_in(nomination: Nomination, noticed: Noticed | None = None) -> None:
    """Note what speaks for a script about a nomination that was confirmed just now, and hold it if that is much."""
    if noticed is None or noticed.revision != nomination.revision_number:
        noticed = notice(nomination)
    _keep_fingerprint(nomination, noticed)
    _hold_if_heavy(nomination, _list_signals(nomination, noticed))


def hold_late() -> int:
    """Hold the first ones of a burst, which nobody could know when they were confirmed; return how many."""
    lately = Nomination.confirmed_at > clock.now() - LOOK_AGAIN
    untouched = Nomination.moderated_by_id.is_(None) & (Nomination.state == State.SUBMITTED)
    ids = db.session.scalars(select(Nomination.id).where(lately, untouched)).all()
    return sum(_look_again(number) for number in ids)


def _look_again(number: int) -> bool:
    """Look without holding anything up, and write only what is news."""
    nomination = db.session.get_one(Nomination, number)
    found = _list_signals(nomination, notice(nomination))
    if set(found) <= set(nomination.signals):
        return False
    return act(_note_late, number, found)


def _note_late(number: int, found: list[Signal]) -> bool:
    nomination = lock(db.session.get_one(Nomination, number))
    if nomination.state is not State.SUBMITTED or nomination.moderated_by_id is not None:
        return False
    return _hold_if_heavy(nomination, found)


def _hold_if_heavy(nomination: Nomination, found: list[Signal]) -> bool:
    nomination.signals = joined(nomination.signals, found)
    if not is_heavy(nomination.signals):
        return False
    require_move(nomination.state, State.HELD)
    nomination.state = State.HELD
    audit.record("nomination held", about=nomination, by=ACTOR, signals=" ".join(nomination.signals))
    return True


def _list_signals(nomination: Nomination, noticed: Noticed) -> list[Signal]:
    return [*_notice_domain(nomination), *([noticed.copies] if noticed.copies else []), *list_bursts(nomination)]


def _notice_domain(nomination: Nomination) -> Iterator[Signal]:
    """Tell whether a self-declared customer writes from the company's own domain; mail providers have customers."""
    written = nomination.written
    company = nomination.company
    domains = {company.domain, company.canonical.domain} if company else {domain_of(written.website)}
    address = (written.email or "").lower().rpartition("@")[2]
    if written.relation is not Relation.CUSTOMER or address in LARGE_PROVIDERS:
        return
    if any(address == domain or address.endswith(f".{domain}") for domain in domains if domain):
        yield Signal.OWN_DOMAIN


def _keep_fingerprint(nomination: Nomination, noticed: Noticed) -> None:
    """Store the fingerprint of the story, by which near-copies are found."""
    rows = [
        {"nomination_id": nomination.id, "band": band, "value": number}
        for band, number in enumerate(noticed.fingerprint)
    ]
    db.session.execute(insert(table_of(StoryBand)), rows)
