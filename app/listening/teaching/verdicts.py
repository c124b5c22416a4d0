"""Keep what a curator's decision teaches, and forget it when the decision or the post goes."""

from collections.abc import Sequence

from sqlalchemy import delete

from app import clock
from app.extensions import db
from app.listening.learning.decisions import may_teach, teaches
from app.listening.learning.features import Features, Hashing
from app.listening.models import Mention, Verdict
from app.listening.rules import DismissReason
from app.web.links import keyed_hash, settings


def note_answered(mention: Mention) -> None:
    """Note that a curator found a post worth an answer."""
    note(mention, is_praise=True)


def note_dismissed(mention: Mention, reason: DismissReason) -> None:
    """Note that a curator found no praise in a post; other reasons to let it go teach nothing."""
    if teaches(reason):
        note(mention, is_praise=False)
    else:
        take_back([mention.id])


def note(mention: Mention, *, is_praise: bool) -> None:
    """Keep one verdict a post, the latest; of a post that may not teach only that there was one."""
    take_back([mention.id])
    features = features_of(mention)
    db.session.add(
        Verdict(
            mention_id=mention.id,
            is_praise=is_praise,
            was_drawn=bool(mention.is_drawn),
            prior=features.prior if features else None,
            numbers=list(features.numbers) if features else [],
            network=mention.network,
            watch_id=mention.watch_id,
            decided_at=clock.now(),
        )
    )
    db.session.flush()


def take_back(mention_ids: Sequence[int]) -> None:
    """Forget what decisions on these posts taught."""
    db.session.execute(delete(Verdict).where(Verdict.mention_id.in_(mention_ids)))


def features_of(mention: Mention) -> Features | None:
    """Read of a post what the learner sees, where it may look and the rule understood the language."""
    if mention.score is None or not may_teach(mention.network, from_x=settings().learn_from_x):
        return None
    return site_hashing().features(mention.text)


def site_hashing() -> Hashing:
    """Number words under the site's own lasting key."""
    return Hashing(bytes.fromhex(keyed_hash("learning", "words")))
