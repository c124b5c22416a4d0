"""Put posts off until a curator's better hour, and let them come back by themselves."""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening.answering.claiming import find_open_claim, require_kept, why_not_free
from app.listening.answering.replying import abandon_reply
from app.listening.funnel.noting import note_by
from app.listening.funnel.stages import Stage
from app.listening.models import Mention
from app.listening.models.mentions import IS_SNOOZED
from app.listening.rules import WAITING_LIFE, MentionState, MoveKind, require_mention_move
from app.listening.service.moves import note_move

WOKEN_AT_ONCE = 200
WORKER = "worker"


def snooze(mention: Mention, *, until: datetime, batch: str = "", by: User) -> str:
    """Put a post off; it comes back by itself. Return the batch by which this can be undone."""
    require_kept(mention)
    held = find_open_claim(mention)
    if held is not None and held.user_id != by.id and held.expires_at > clock.now():
        raise Conflict(why_not_free(mention))
    if until >= mention.found_at + WAITING_LIFE:
        last = mention.found_at + WAITING_LIFE
        raise Refused(f"Unanswered posts are kept for 90 days, this one until {last:%-d %B}. Choose an earlier day.")
    if mention.state is not MentionState.SNOOZED:
        require_mention_move(mention.state, MentionState.SNOOZED)
    was_held = held is not None and held.user_id == by.id
    move = note_move(mention, kind=MoveKind.SNOOZED, was_held=was_held, batch=batch, by=by)
    if held is not None:
        held.ended_at = clock.now()
    abandon_reply(mention)
    mention.state, mention.snoozed_until = MentionState.SNOOZED, until
    db.session.flush()
    audit.record("mention snoozed", about=mention, by=by)
    note_by(by, mention, Stage.SHOWN)
    return move.batch


def wake() -> int:
    """Bring back a batch of the posts whose time has come; return how many."""
    due = select(Mention).where(IS_SNOOZED, Mention.snoozed_until <= clock.now()).order_by(Mention.snoozed_until)
    mentions = db.session.scalars(due.limit(WOKEN_AT_ONCE).with_for_update(of=Mention, skip_locked=True)).all()
    for mention in mentions:
        mention.state = MentionState.NEW
    if mentions:
        audit.record("snoozed mentions came back", about="queue", by=WORKER, count=len(mentions))
    return len(mentions)
