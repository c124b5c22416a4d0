"""What can be noted about a reply after it was sent: that it was not sent after all, or that its author answered."""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict
from app.extensions import db
from app.listening.answering.claiming import require_kept
from app.listening.answering.replying import require_reply
from app.listening.contacting.guard import require_not_refused
from app.listening.contacting.turns import in_turn
from app.listening.funnel.noting import take_back
from app.listening.funnel.stages import Stage
from app.listening.models import Claim, Mention, Outreach
from app.listening.rules import (
    CLAIM_LASTS,
    UNSEND_WITHIN,
    WAS_SENT,
    MentionState,
    OutreachState,
    require_mention_move,
    require_outreach_move,
)
from app.listening.teaching import verdicts
from app.web.engine import lock


def unsend(mention: Mention, *, by: User) -> None:
    """Take back the mark that a reply was sent, while that can still be true; it waits to be sent again."""
    in_turn()
    require_kept(mention)
    require_not_refused(mention)
    outreach = lock(require_reply(mention))
    require_outreach_move(outreach.state, OutreachState.OPENED)
    require_mention_move(mention.state, MentionState.CLAIMED)
    if not may_unsend(outreach, by):
        raise Conflict("This can be taken back only within an hour, and by whoever noted it as sent.")
    now = clock.now()
    outreach.state, outreach.sent_at, outreach.reply_url = OutreachState.OPENED, None, None
    outreach.opened_at, mention.state = now, MentionState.CLAIMED
    db.session.add(Claim(mention_id=mention.id, user_id=by.id, claimed_at=now, expires_at=now + CLAIM_LASTS))
    db.session.flush()
    verdicts.take_back([mention.id])
    audit.record("reply not sent after all", about=mention, by=by, outreach=outreach.id)
    take_back(mention, Stage.SENT)


def may_unsend(outreach: Outreach, by: User, *, now: datetime | None = None) -> bool:
    """Tell whether a curator may still say that a reply was not sent."""
    is_fresh = outreach.sent_at is not None and outreach.sent_at > (now or clock.now()) - UNSEND_WITHIN
    return is_fresh and outreach.state is OutreachState.SENT and outreach.user_id == by.id


def note_answer(code: str, *, by: User) -> None:
    """Note that the author answered on the network; they may be written to again."""
    in_turn()
    outreach = get_sent(code)
    if outreach.answered_at is not None:
        return
    outreach.answered_at, outreach.answered_by_id = clock.now(), by.id
    audit.record("reply answered", about=f"outreach:{outreach.id}", by=by)


def forget_answer(code: str, *, by: User) -> None:
    """Take back the note that the author answered."""
    in_turn()
    outreach = get_sent(code)
    if outreach.answered_at is None:
        return
    outreach.answered_at = outreach.answered_by_id = None
    audit.record("reply not answered after all", about=f"outreach:{outreach.id}", by=by)


def get_sent(code: str) -> Outreach:
    """Return a reply that was sent, also one whose post is wiped."""
    sent = select(Outreach).where(Outreach.code == code, Outreach.state.in_(WAS_SENT))
    outreach = db.session.scalar(sent.with_for_update(of=Outreach))
    if outreach is None:
        raise Conflict("There is no sent reply that could have been answered. Reload the page to see it.")
    return outreach
