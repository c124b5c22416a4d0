"""Undo what a curator did with posts, alone or with many; what somebody moved on since stays as it is."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.listening.answering.claiming import find_open_claim
from app.listening.answering.replying import abandon_reply
from app.listening.models import Claim, Mention, MentionMove, Outreach
from app.listening.rules import CLAIM_LASTS, MentionState, MoveKind, OutreachState
from app.listening.service.mentions import restore
from app.listening.service.moves import UNDO_WITHIN
from app.web.engine import lock

LEFT_IN = {
    MoveKind.DISMISSED: MentionState.DISMISSED,
    MoveKind.SNOOZED: MentionState.SNOOZED,
    MoveKind.CLAIMED: MentionState.CLAIMED,
}


def undo(batch: str, *, by: User) -> tuple[int, int]:
    """Put back what one batch moved; return how many are as they were, and how many somebody moved on since."""
    recent = MentionMove.made_at > clock.now() - UNDO_WITHIN
    chosen = select(MentionMove).where(MentionMove.batch == batch, MentionMove.user_id == by.id, recent)
    moves = db.session.scalars(chosen.where(MentionMove.undone_at.is_(None)).order_by(MentionMove.mention_id)).all()
    if not moves:
        raise Conflict("There is nothing to undo here any more.")
    done = sum(put_back_as_was(move, by=by) for move in moves)
    return done, len(moves) - done


def put_back_as_was(move: MentionMove, *, by: User) -> bool:
    """Put one post back as it was, unless it was moved on since; a draft that was let go of is there again."""
    mention = lock(db.session.get_one(Mention, move.mention_id))
    move.undone_at = clock.now()
    if mention.state is not LEFT_IN[move.kind] or is_overtaken(move):
        return False
    if move.kind is MoveKind.CLAIMED and not let_go_of_claim(mention, by):
        return False
    if move.kind is MoveKind.DISMISSED:
        restore(mention, by=by)
    else:
        audit.record("mention restored", about=mention, by=by, was=move.kind)
    back = MentionState.NEW if move.was_state is MentionState.CLAIMED else move.was_state
    mention.state, mention.snoozed_until = back, move.was_snoozed_until
    if move.was_held:
        hold_again(mention, by=by)
    db.session.flush()
    return True


def is_overtaken(move: MentionMove) -> bool:
    """Tell whether the same post was moved again later."""
    later = select(MentionMove.id).where(MentionMove.mention_id == move.mention_id, MentionMove.id > move.id)
    return db.session.scalar(later.where(MentionMove.undone_at.is_(None)).limit(1)) is not None


def let_go_of_claim(mention: Mention, by: User) -> bool:
    """End a curator's own claim; somebody else's stays."""
    held = find_open_claim(mention)
    if held is None or held.user_id != by.id:
        return False
    held.ended_at = clock.now()
    abandon_reply(mention)
    return True


def hold_again(mention: Mention, *, by: User) -> None:
    """Give a curator the claim and the draft back that went with a move."""
    now = clock.now()
    db.session.add(Claim(mention_id=mention.id, user_id=by.id, claimed_at=now, expires_at=now + CLAIM_LASTS))
    mention.state = MentionState.CLAIMED
    drafts = select(Outreach).where(
        Outreach.mention_id == mention.id, Outreach.user_id == by.id, Outreach.state == OutreachState.ABANDONED
    )
    draft = db.session.scalars(drafts.order_by(Outreach.id.desc()).limit(1)).first()
    if draft is not None:
        draft.state, draft.opened_at = OutreachState.DRAFT, None
