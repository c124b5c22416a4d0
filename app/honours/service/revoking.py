"""Take an award back, with a reason that everybody can read."""

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.honours.models import Revocation
from app.honours.rules import SHORTEST_WORDS
from app.judging import visibility
from app.judging.models import Award
from app.judging.rules import AwardState, may_move
from app.web.engine import lock


def revoke(award: Award, *, reason: str, typed_name: str, by: User) -> Revocation:
    """Take a published award back: its badge and its proof say so from now on, and it leaves the winners' pages."""
    lock(award)
    visibility.require_numbered(by, award.category, clock.now())
    if not may_move(award.state, AwardState.REVOKED):
        raise Conflict("Only an award that is published, and was not taken back yet, can be taken back.")
    if len(reason) < SHORTEST_WORDS:
        raise Refused(f"Say why in at least {SHORTEST_WORDS} characters. Everybody can read it.", field="reason")
    if typed_name.strip().casefold() != award.category.name.casefold():
        raise Refused(f"Type “{award.category.name}” to confirm.", field="typed_name")
    award.state = AwardState.REVOKED
    row = Revocation(award_id=award.id, reason=reason, revoked_by_id=by.id, revoked_at=clock.now())
    db.session.add(row)
    db.session.flush()
    audit.record("award revoked", about=award, by=by)
    return row
