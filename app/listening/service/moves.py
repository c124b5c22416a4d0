"""Remember what curators do with posts, alone or with many, so that it can be undone."""

from datetime import timedelta

from sqlalchemy import delete

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.listening.models import Mention, MentionMove
from app.listening.rules import MoveKind
from app.web.links import new_public_id

UNDO_WITHIN = timedelta(days=1)
MOVES_LIFE = timedelta(days=7)


def note_move(mention: Mention, *, kind: MoveKind, was_held: bool = False, batch: str = "", by: User) -> MentionMove:
    """Note how a post stands just before it is moved."""
    move = MentionMove(
        batch=batch or new_public_id(),
        mention_id=mention.id,
        user_id=by.id,
        kind=kind,
        was_state=mention.state,
        was_snoozed_until=mention.snoozed_until,
        was_held=was_held,
        made_at=clock.now(),
    )
    db.session.add(move)
    return move


def forget_moves() -> int:
    """Forget moves that nobody can undo any more; return how many."""
    old = MentionMove.made_at < clock.now() - MOVES_LIFE
    return len(db.session.execute(delete(MentionMove).where(old).returning(MentionMove.id)).all())
