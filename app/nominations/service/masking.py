"""Hide passages of a story from readers, and show them again; the original stays as it was written."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations.masking import SHOWN_AS, MaskKind
from app.nominations.models import Mask, Nomination
from app.nominations.rules import ENDED
from app.nominations.service.taking import Read, note_moderator, require_unchanged
from app.web.engine import lock

MOST_PLACES = 100
NOT_THERE = "These words are not in the story. Copy them exactly as they stand there."


def mask_passage(
    nomination: Nomination,
    *,
    passage: str,
    kind: MaskKind,
    shown_as: str = "",
    start: int | None = None,
    read: Read | None = None,
    by: User,
) -> int:
    """Hide a passage, at one place or wherever it stands, and return how many places are hidden anew."""
    lock(nomination)
    require_maskable(nomination)
    require_unchanged(nomination, read)
    story = nomination.written.story or ""
    places = [start] if start is not None else list_places(story, passage)
    if not passage.strip() or not places or any(story[each : each + len(passage)] != passage for each in places):
        raise Refused(NOT_THERE, field="passage")
    if len(places) > MOST_PLACES:
        raise Refused(f"These words stand in more than {MOST_PLACES} places. Choose a longer passage.", field="passage")
    spans = [(each, each + len(passage)) for each in places]
    return hide(nomination, spans, kind=kind, shown_as=shown_as or SHOWN_AS[kind], by=by)


def hide(nomination: Nomination, spans: list[tuple[int, int]], *, kind: MaskKind, shown_as: str, by: User) -> int:
    """Hide stretches of the current text that are not hidden yet, and return how many there were."""
    hidden = {(mask.start, mask.end) for mask in list_masks(nomination)}
    fresh = [span for span in spans if span not in hidden]
    for start, end in fresh:
        mask = Mask(
            nomination_id=nomination.id,
            revision=nomination.revision_number,
            start=start,
            end=end,
            kind=kind,
            shown_as=shown_as,
            made_by_id=by.id,
            made_at=clock.now(),
        )
        db.session.add(mask)
    if fresh:
        db.session.flush()
        note_moderator(nomination, by=by)
        audit.record("passage hidden", about=nomination, by=by, kind=kind, places=len(fresh))
    return len(fresh)


def lift_mask(nomination: Nomination, *, mask_id: int, by: User) -> None:
    """Show a hidden passage again; safe to repeat."""
    lock(nomination)
    require_maskable(nomination)
    for mask in list_masks(nomination):
        if mask.id == mask_id:
            lift(nomination, [mask], by=by)


def lift(nomination: Nomination, masks: list[Mask], *, by: User) -> None:
    """Show these passages again."""
    for mask in masks:
        mask.lifted_by_id = by.id
        mask.lifted_at = clock.now()
    if masks:
        db.session.flush()
        note_moderator(nomination, by=by)
        audit.record("passage shown again", about=nomination, by=by, places=len(masks))


def list_masks(nomination: Nomination) -> list[Mask]:
    """List what is hidden of the current text."""
    statement = select(Mask).where(
        Mask.nomination_id == nomination.id,
        Mask.revision == nomination.revision_number,
        Mask.lifted_at.is_(None),
    )
    return list(db.session.scalars(statement.order_by(Mask.start, Mask.id)))


def list_places(story: str, passage: str) -> list[int]:
    """List where a passage stands in a story."""
    places: list[int] = []
    at = story.find(passage) if passage else -1
    while at >= 0:
        places.append(at)
        at = story.find(passage, at + len(passage))
    return places


def require_maskable(nomination: Nomination) -> None:
    """Refuse to work on a text that is gone or that nobody else will read."""
    if nomination.state in ENDED:
        raise Conflict("This nomination has ended, so there is nothing to hide.")
