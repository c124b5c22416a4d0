"""What is in use now: the version of the weights, and the ranker made of it and of what was set by hand."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app import clock
from app.extensions import db
from app.listening.learning.ranking import Ranker
from app.listening.models import AuthorWeight, LearnedWeight, Learning, WordWeight
from app.listening.posts import Post
from app.listening.rules import VOICE_REASONS, Voice
from app.listening.teaching.verdicts import site_hashing

ONLY = 1


def find_learning() -> Learning:
    """Return the row that says what is in use; on a fresh database learning is on and nothing is learnt."""
    return db.session.get(Learning, ONLY) or Learning(id=ONLY, is_on=True, is_held=False)


def lock_learning() -> Learning:
    """Keep others from changing what is in use until the running action ends."""
    own = select(Learning).where(Learning.id == ONLY).with_for_update(of=Learning)
    learning = db.session.scalars(own.execution_options(populate_existing=True)).first()
    if learning is None:
        learning = find_learning()
        db.session.add(learning)
        db.session.flush()
    return learning


def find_used(learning: Learning) -> LearnedWeight | None:
    """Return the version in use with its weights, or nothing where the rule alone orders the queue."""
    if not learning.is_on or learning.used_id is None:
        return None
    return db.session.get(LearnedWeight, learning.used_id, options=[undefer(LearnedWeight.weights)])


def find_ranker() -> Ranker:
    """Make what orders the queue now."""
    used = find_used(find_learning())
    words = db.session.execute(select(WordWeight.words, WordWeight.weight).order_by(WordWeight.words))
    authors = db.session.execute(select(AuthorWeight.network, AuthorWeight.handle, AuthorWeight.weight))
    return Ranker(
        hashing=site_hashing(),
        weights={int(number): weight for number, weight in used.weights.items()} if used else {},
        words={row.words: row.weight for row in words},
        authors={(row.network, row.handle): row.weight for row in authors},
    )


def order_anew(learning: Learning) -> None:
    """Have the whole queue put in order from its beginning, by the worker."""
    learning.ordered_to, learning.changed_at = 0, clock.now()


def place_of(ranker: Ranker, post: Post, score: float | None, voice: Voice = Voice.CUSTOMER) -> dict[str, Any]:
    """Give the rank and the reasons of a post that comes in; without a score it has its own place."""
    if score is None:
        return {"rank": 0.0, "reasons": [*filter(None, [VOICE_REASONS.get(voice)])]}
    ranked = ranker.rank(post.text, network=post.network, handle=post.author_handle, voice=voice)
    return {"rank": ranked.rank, "reasons": list(ranked.reasons)}
