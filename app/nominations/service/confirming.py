"""Let a nomination count once its address has been proven."""

from sqlalchemy import select

from app import clock
from app.audit import service as audit
from app.companies.rules import name_key
from app.errors import Refused
from app.extensions import db
from app.nominations import signals
from app.nominations.models import Nomination
from app.nominations.noticing import Noticed
from app.nominations.rules import LIVE, State, require_move
from app.nominations.service.sending import NOMINATOR


def confirm(nomination: Nomination, *, noticed: Noticed | None = None) -> Nomination:
    """Let a nomination count: its address has been proven. Safe to repeat; `noticed` saves work while others wait."""
    hold_with_others(nomination)
    if nomination.state is not State.UNCONFIRMED:
        if nomination.confirmed_at is not None:
            return nomination
        require_move(nomination.state, State.SUBMITTED)
    if clock.now() >= nomination.confirm_until:
        raise Refused("This link has run out. Send the nomination again; your story is in the letter you received.")
    nomination.state = State.SUBMITTED
    nomination.confirmed_at = clock.now()
    _replace_older(nomination)
    audit.record("nomination confirmed", about=nomination, by=NOMINATOR)
    signals.weigh_in(nomination, noticed)
    return nomination


def hold_with_others(nomination: Nomination) -> None:
    """Hold all that one person may still change or confirm in a season, so that no two of them ever stand alone."""
    same_person = (Nomination.identity == nomination.identity) & (Nomination.season_id == nomination.season_id)
    open_ones = same_person & Nomination.state.in_(LIVE | {State.UNCONFIRMED})
    held = select(Nomination).where(open_ones | (Nomination.id == nomination.id)).order_by(Nomination.id)
    db.session.scalars(held.with_for_update(of=Nomination).execution_options(populate_existing=True)).all()


def _replace_older(nomination: Nomination) -> None:
    """Let the newest nomination of one person for one company and category stand alone, but for what judges read."""
    key = name_key(nomination.written.company_name or "")
    others = select(Nomination).where(
        Nomination.identity == nomination.identity,
        Nomination.season_id == nomination.season_id,
        Nomination.category_id == nomination.category_id,
        Nomination.id != nomination.id,
        Nomination.state.in_(LIVE),
    )
    for older in db.session.scalars(others):
        if _is_frozen(older):
            continue
        if name_key(older.written.company_name or "") == key or _is_same_company(older, nomination):
            older.state = State.REPLACED
            older.ended_at = clock.now()
            audit.record("nomination replaced", about=older, by=NOMINATOR, newer=nomination.reference)


def _is_frozen(nomination: Nomination) -> bool:
    return nomination.state is State.ACCEPTED and clock.now() >= nomination.season.judging_opens_at


def _is_same_company(one: Nomination, other: Nomination) -> bool:
    """Tell whether two nominations mean one company, also when it was merged between them."""
    if one.company is None or other.company is None:
        return False
    return one.company.canonical_company_id == other.company.canonical_company_id
