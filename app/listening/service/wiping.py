"""Wipe what we hold of posts: the one place for it, whether one is gone, its time is over, or its author asks."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import db
from app.listening.contacting.authors import remember_authors
from app.listening.models import Claim, Consent, Mention, Outreach, Quarantine, Tombstone
from app.listening.passes.folding import hand_on
from app.listening.passes.storing import insert_once
from app.listening.pasting import NO_VERSION
from app.listening.rules import BEING_WRITTEN, MentionState, OutreachState
from app.listening.service.noting import forget_beside
from app.listening.teaching import verdicts
from app.listening.tombstones import hash_of

WORKER = "worker"
GONE = "mention wiped, gone at its source"


def wipe(mention_ids: Sequence[int], *, verb: str = GONE, by: Actor | str) -> int:
    """Wipe posts with all that was written about them, bury them for good, and return how many; safe to repeat."""
    mentions = lock_kept(mention_ids)
    let_go(mentions)
    for mention in mentions:
        was = mention.state
        mention.post_id = hash_of(mention.network, mention.post_id)
        mention.version_id, mention.posted_at = "", mention.found_at
        mention.state, mention.dismissed_reason, mention.dismissed_by_id = MentionState.GONE, None, None
        audit.record(verb, about=mention, by=by, was=was)
    db.session.flush()
    return len(mentions)


def wipe_all_but_verdict(mention_ids: Sequence[int], *, by: Actor | str = WORKER) -> int:
    """Keep of answered posts their id, what became of them and when; return how many; safe to repeat."""
    mentions = lock_kept(mention_ids)
    let_go(mentions)
    for mention in mentions:
        audit.record("answered mention wiped", about=mention, by=by, state=mention.state)
    db.session.flush()
    return len(mentions)


def lock_kept(mention_ids: Sequence[int]) -> Sequence[Mention]:
    """Lock those of the mentions that still hold something, in one order for everybody."""
    kept = select(Mention).where(Mention.id.in_(mention_ids), Mention.text != "", Mention.state != MentionState.GONE)
    locked = kept.order_by(Mention.id).with_for_update(of=Mention).execution_options(populate_existing=True)
    return db.session.scalars(locked).all()


def let_go(mentions: Sequence[Mention]) -> None:
    """Empty posts, replies and notes, and bury the posts."""
    ids = [mention.id for mention in mentions]
    bury(mentions)
    hand_on(mentions)
    remember_authors(mentions)
    end_consents(ids)
    forget_beside(mentions)
    end_replies(ids)
    verdicts.take_back(ids)
    for mention in mentions:
        mention.text = mention.url = mention.local_id = ""
        mention.author_id = mention.author_handle = mention.author_name = ""
        mention.author_hash = mention.handle_hash = None
        mention.lang, mention.reasons, mention.edited_at = "und", [], None
        mention.doubted_at = None


def bury(mentions: Sequence[Mention]) -> None:
    """Keep tombstones of each post under every name it could come back by, and nothing of it in quarantine."""
    names = {(mention.network, name) for mention in mentions for name in names_of(mention)}
    rows = [{"post_hash": hash_of(*name), "made_at": clock.now()} for name in sorted(names)]
    if rows:
        db.session.execute(insert_once(Tombstone, rows, "post_hash"))
    for mention in mentions:
        named = Quarantine.post_id.in_(names_of(mention))
        db.session.execute(delete(Quarantine).where(Quarantine.network == mention.network, named))


def names_of(mention: Mention) -> set[str]:
    """List what a post is known by: its id, that of its newest version, and its address."""
    return {mention.post_id, mention.version_id, mention.url} - {"", NO_VERSION}


def end_consents(mention_ids: Sequence[int]) -> None:
    """End every leave to show these posts, and forget where it was given."""
    given = update(Consent).where(Consent.mention_id.in_(mention_ids))
    db.session.execute(given.values(place=""))
    db.session.execute(given.where(Consent.withdrawn_at.is_(None)).values(withdrawn_at=clock.now()))


def end_replies(mention_ids: Sequence[int]) -> None:
    """End claims and drafts, and empty every reply; the link of one that was sent goes on working."""
    claims = update(Claim).where(Claim.mention_id.in_(mention_ids), Claim.ended_at.is_(None))
    db.session.execute(claims.values(ended_at=clock.now()))
    replies = update(Outreach).where(Outreach.mention_id.in_(mention_ids))
    db.session.execute(replies.values(text="", reply_url=None))
    drafts = replies.where(Outreach.state.in_(BEING_WRITTEN))
    db.session.execute(drafts.values(state=OutreachState.ABANDONED))
