"""Who holds a mention: one open claim at a time, by the database's word."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.errors import Conflict, Gone
from app.extensions import db
from app.listening.models import Claim, Mention
from app.listening.rules import CLAIM_LASTS
from app.web.engine import lock


def find_open_claim(mention: Mention) -> Claim | None:
    """Find the claim on a mention that nobody has ended, whether it ran out or not."""
    return db.session.scalar(select(Claim).where(Claim.mention_id == mention.id, Claim.ended_at.is_(None)))


def prolong(held: Claim) -> Claim:
    """Give a claim its full time again."""
    held.expires_at = clock.now() + CLAIM_LASTS
    return held


def require_kept(mention: Mention) -> Mention:
    """Keep a mention from being wiped while it is changed; say so when that has happened."""
    if lock(mention).is_wiped:
        raise Gone
    return mention


def why_not_free(mention: Mention) -> str:
    """Say who has a mention, or what became of it."""
    require_kept(mention)
    held = find_open_claim(mention)
    if held is not None:
        name = held.user.name or held.user.email
        return f"{name} claimed this post at {held.claimed_at:%H:%M} UTC and is answering it."
    return f"This post is {mention.state} already, so it cannot be claimed."


def require_own_claim(mention: Mention, by: User) -> Claim:
    """Return the acting curator's claim on a mention, prolonged; others are told who has it."""
    require_kept(mention)
    held = find_open_claim(mention)
    if held is None:
        raise Conflict("Claim this post first; your claim has ended.")
    if held.user_id != by.id:
        raise Conflict(why_not_free(mention))
    return prolong(held)
