"""Write to many: keep a draft, send it to those who are counted in this very moment, stop what has not gone."""

from dataclasses import dataclass

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.correspondence.models import Broadcast
from app.correspondence.queries.audiences import list_recipients
from app.correspondence.queries.broadcasts import pieces_for
from app.correspondence.rules import Audience, BroadcastState
from app.errors import Conflict, Refused
from app.extensions import db
from app.mail import service as mail
from app.mail.wording import TITLE, list_faults
from app.programme.models import Category, Season
from app.web.engine import lock

PURPOSES = {Audience.NOMINATORS: "broadcast", Audience.JUDGES: "broadcast_judges"}


@dataclass(frozen=True)
class Draft:
    """A letter to many as it is written."""

    audience: Audience
    season: Season
    category: Category | None
    title: str
    body: str


def begin(draft: Draft, *, by: User) -> Broadcast:
    """Keep a new draft."""
    require_fitting(draft)
    broadcast = Broadcast(written_at=clock.now(), written_by_id=by.id)
    _write(broadcast, draft)
    db.session.add(broadcast)
    db.session.flush()
    audit.record("broadcast drafted", about=broadcast, by=by, audience=draft.audience)
    return broadcast


def change(broadcast: Broadcast, draft: Draft, *, seen: int, by: User) -> None:
    """Change a draft; the one who saved last is not overwritten unseen."""
    require_fitting(draft)
    _require_draft(lock(broadcast), seen)
    _write(broadcast, draft)
    broadcast.edition += 1
    broadcast.written_at, broadcast.written_by_id = clock.now(), by.id
    audit.record("broadcast changed", about=broadcast, by=by, audience=draft.audience)


def discard(broadcast: Broadcast, *, by: User) -> None:
    """Throw a draft away."""
    _require_draft(lock(broadcast), broadcast.edition)
    audit.record("broadcast discarded", about=broadcast, by=by)
    db.session.delete(broadcast)


def send(broadcast: Broadcast, *, count: int, seen: int, by: User) -> bool:
    """Queue one letter for each recipient, if they are as many as was confirmed; False when it was sent already."""
    if lock(broadcast).state is not BroadcastState.DRAFT:
        return False
    _require_draft(broadcast, seen)
    letters = list_recipients(broadcast)
    _require_count(len(letters), count)
    mail.queue_bundle(PURPOSES[broadcast.audience], bundle=broadcast.public_id, letters=letters)
    broadcast.sent_by_id, broadcast.recipients = by.id, len(letters)
    broadcast.state, broadcast.sent_at = BroadcastState.SENT, clock.now()
    audit.record("broadcast sent", about=broadcast, by=by, audience=broadcast.audience, recipients=len(letters))
    return True


def stop(broadcast: Broadcast, *, by: User) -> int:
    """Stop what has not gone out, and return how many letters that were."""
    if lock(broadcast).state is not BroadcastState.SENT:
        raise Conflict("This letter is not being sent, so there is nothing to stop.")
    stopped = mail.stop_bundle(broadcast.public_id)
    broadcast.state, broadcast.stopped_at = BroadcastState.STOPPED, clock.now()
    audit.record("broadcast stopped", about=broadcast, by=by, letters=stopped)
    return stopped


def require_fitting(draft: Draft) -> None:
    """Refuse words that the letter could not be sent with."""
    for field, sentence in list_faults(draft.title, draft.body, pieces_for(has_category=draft.category is not None)):
        raise Refused(f"{sentence}.", field=field)
    if f"{{{TITLE}}}" in draft.title:
        raise Refused("This letter has no ready-made subject. Write one.", field="title")


def _write(broadcast: Broadcast, draft: Draft) -> None:
    broadcast.audience, broadcast.title, broadcast.body = draft.audience, draft.title, draft.body
    broadcast.season_id = draft.season.id
    broadcast.category_id = draft.category.id if draft.category else None


def _require_draft(broadcast: Broadcast, seen: int) -> None:
    if broadcast.state is not BroadcastState.DRAFT:
        raise Conflict("This letter was sent already, so its words can no longer be changed.")
    if broadcast.edition != seen:
        raise Conflict("Somebody else has changed this letter meanwhile. Open the page again to see it.")


def _require_count(now: int, confirmed: int) -> None:
    if now == 0:
        raise Refused("There is nobody this letter would go to.", field="count")
    if now != confirmed:
        people = "1 person" if now == 1 else f"{now} people"
        raise Refused(
            f"It would go to {people} now, and you confirmed {confirmed}. Nothing was sent: look again.", field="count"
        )
