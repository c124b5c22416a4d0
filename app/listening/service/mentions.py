"""What curators do with mentions: claim them, give them back, dismiss them."""

from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.listening.answering.claiming import find_open_claim, prolong, require_kept, require_own_claim, why_not_free
from app.listening.answering.replying import abandon_reply, begin_reply
from app.listening.contacting.guard import require_welcome
from app.listening.funnel.noting import note_by
from app.listening.funnel.stages import Stage
from app.listening.models import Claim, Mention, MentionMove
from app.listening.rules import CLAIM_LASTS, DismissReason, MentionState, MoveKind, require_mention_move
from app.listening.service.moves import note_move
from app.listening.teaching import verdicts

FREE = (MentionState.NEW, MentionState.SNOOZED)


def claim(mention: Mention, *, company: str = "", batch: str = "", by: User) -> Claim:
    """Promise to answer a mention; of several who ask, one gets it. One of a batch can be given back with it."""
    require_kept(mention)
    held = find_open_claim(mention)
    if held is not None and held.user_id == by.id:
        return prolong(held)
    end_claim_that_ran_out(mention, by=by)
    require_welcome(mention)
    if batch and mention.state in FREE:
        note_move(mention, kind=MoveKind.CLAIMED, batch=batch, by=by)
    taken = db.session.execute(
        update(Mention)
        .where(Mention.id == mention.id, Mention.state.in_(FREE))
        .values(state=MentionState.CLAIMED)
        .returning(Mention.id)
    ).first()
    if taken is None:
        raise Conflict(why_not_free(mention))
    db.session.refresh(mention)
    made = Claim(mention_id=mention.id, user_id=by.id, claimed_at=clock.now(), expires_at=clock.now() + CLAIM_LASTS)
    db.session.add(made)
    begin_reply(mention, company=company, by=by)
    audit.record("mention claimed", about=mention, by=by)
    note_by(by, mention, Stage.CLAIMED)
    return made


def end_claim_that_ran_out(mention: Mention, *, by: User) -> None:
    """Free a mention whose curator let the time pass."""
    ended = db.session.execute(
        update(Claim)
        .where(Claim.mention_id == mention.id, Claim.ended_at.is_(None), Claim.expires_at <= clock.now())
        .values(ended_at=clock.now())
        .returning(Claim.id)
    ).first()
    if ended is None:
        return
    put_back(mention)
    audit.record("claim ran out", about=mention, by=by)


def put_back(mention: Mention) -> None:
    """Make a mention new again and let go of what was being written."""
    require_mention_move(mention.state, MentionState.NEW)
    mention.state = MentionState.NEW
    abandon_reply(mention)
    db.session.flush()


def release(mention: Mention, *, by: User) -> None:
    """Give a mention back to the queue."""
    require_own_claim(mention, by).ended_at = clock.now()
    put_back(mention)
    audit.record("mention released", about=mention, by=by)


def dismiss(mention: Mention, *, reason: DismissReason, batch: str = "", by: User) -> str:
    """Let a mention go, with a reason; return the batch by which it can be undone."""
    require_kept(mention)
    if done := find_same_move(mention, reason=reason, by=by):
        return done.batch
    held = find_open_claim(mention)
    if held is not None and held.user_id != by.id and held.expires_at > clock.now():
        raise Conflict(why_not_free(mention))
    require_mention_move(mention.state, MentionState.DISMISSED)
    was_held = held is not None and held.user_id == by.id
    move = note_move(mention, kind=MoveKind.DISMISSED, was_held=was_held, batch=batch, by=by)
    if held is not None:
        held.ended_at = clock.now()
    abandon_reply(mention)
    mention.dismissed_by_id, mention.dismissed_at = by.id, clock.now()
    mention.state, mention.dismissed_reason = MentionState.DISMISSED, reason
    verdicts.note_dismissed(mention, reason)
    audit.record("mention dismissed", about=mention, by=by, reason=reason)
    note_by(by, mention, Stage.SHOWN)
    return move.batch


def find_same_move(mention: Mention, *, reason: DismissReason, by: User) -> MentionMove | None:
    """Find by which move this curator let a mention go already for the same reason, so that a second press is none."""
    if (mention.state, mention.dismissed_reason, mention.dismissed_by_id) != (MentionState.DISMISSED, reason, by.id):
        return None
    own = select(MentionMove).where(MentionMove.mention_id == mention.id, MentionMove.user_id == by.id)
    return db.session.scalars(own.order_by(MentionMove.id.desc()).limit(1)).first()


def restore(mention: Mention, *, by: User) -> None:
    """Undo a dismissal."""
    require_kept(mention)
    if mention.state is not MentionState.DISMISSED:
        raise Conflict("This post is not dismissed any more.")
    require_mention_move(mention.state, MentionState.NEW)
    mention.state = MentionState.NEW
    mention.dismissed_reason = mention.dismissed_by_id = mention.dismissed_at = None
    verdicts.take_back([mention.id])
    audit.record("mention restored", about=mention, by=by)
