"""Type a nomination for somebody who called or wrote on paper."""

from datetime import datetime

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies import queries as companies
from app.errors import Refused
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Entering, Nomination, NominationRevision
from app.nominations.rules import CONFIRM_LIFE, Medium, State, identity_of
from app.nominations.service.sending import Writing
from app.nominations.service.taking import note_moderator
from app.programme.models import Category
from app.web.links import keyed_hash

CLOSED = "Judging has opened, so nominations can no longer be entered."


def enter(
    *,
    submission_key: str,
    category: Category,
    writing: Writing,
    medium: Medium,
    consent_how: str,
    consented_at: datetime,
    by: User,
) -> Nomination:
    """Put what a curator typed for somebody into the queue, with how consent was given; safe to send twice."""
    known = db.session.query(Nomination).filter_by(submission_key=submission_key).one_or_none()
    if known is not None:
        return known
    now = clock.now()
    if not category.season.nominations_open_at <= now < category.season.judging_opens_at:
        raise Refused(CLOSED)
    if consented_at > now:
        raise Refused("Enter a day that has begun.", field="consented_on")
    nomination = _nomination(submission_key, category, writing, now)
    nomination.revisions = [
        NominationRevision(**_columns(writing), number=1, entered_by_id=by.id, created_at=now),
    ]
    db.session.add(nomination)
    db.session.flush()
    entering = Entering(
        nomination_id=nomination.id,
        medium=medium,
        consent_how=consent_how,
        consented_at=consented_at,
        entered_by_id=by.id,
        entered_at=now,
    )
    db.session.add(entering)
    note_moderator(nomination, by=by)
    if writing.email:
        mail.queue_letter("nomination_entered", subject=f"nomination:{nomination.reference}", to=writing.email)
    audit.record("nomination entered", about=nomination, by=by, medium=medium)
    return nomination


def _nomination(submission_key: str, category: Category, writing: Writing, now: datetime) -> Nomination:
    return Nomination(
        submission_key=submission_key,
        state=State.SUBMITTED,
        season_id=category.season_id,
        category_id=category.id,
        company_id=companies.find_company_id(writing.company_name),
        identity=keyed_hash("identity", identity_of(writing.email)) if writing.email else None,
        created_at=now,
        confirm_until=now + CONFIRM_LIFE,
        confirmed_at=now,
    )


def _columns(writing: Writing) -> dict[str, object]:
    return {**writing.columns(), "email": writing.email or None}
