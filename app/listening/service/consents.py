"""What curators record about showing a post: that its author allowed it, and that the word was taken back."""

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.listening.answering.claiming import require_kept
from app.listening.models import Consent, Mention
from app.listening.posts import Unusable, read_url
from app.listening.queries.consents import find_consent
from app.listening.rules import ConsentGiven

HIDDEN = "The author asks not to be shown to people who are not signed in, so this post stays in here."


def record_consent(mention: Mention, *, given: ConsentGiven, place: str, by: User) -> Consent:
    """Record that the author lets us show a post; twice is once."""
    require_kept(mention)
    if mention.is_members_only:
        raise Refused(HIDDEN, field="given")
    standing = find_consent(mention)
    if standing is not None:
        return standing
    made = Consent(
        mention_id=mention.id,
        given=given,
        place=read_place(place),
        recorded_by_id=by.id,
        recorded_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    audit.record("consent recorded", about=mention, by=by, given=given)
    return made


def read_place(typed: str) -> str:
    """Read where the author said so; it may be left empty."""
    try:
        return read_url(typed) if typed.strip() else ""
    except Unusable:
        raise Refused("Give the place as a whole web address, or leave it empty.", field="place") from None


def withdraw_consent(mention: Mention, *, by: User) -> None:
    """Show a post no longer."""
    require_kept(mention)
    standing = find_consent(mention)
    if standing is None:
        return
    standing.withdrawn_at, standing.withdrawn_by_id, standing.place = clock.now(), by.id, ""
    db.session.flush()
    audit.record("consent withdrawn", about=mention, by=by)
