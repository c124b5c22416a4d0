"""Look anew at open posts: other weights, another register, a language that was not told yet. Safe to repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db, queue
from app.listening.finding.languages import detect
from app.listening.learning.ranking import Ranker
from app.listening.models import Mention
from app.listening.passes.facts import Fact, find_facts
from app.listening.passes.folding import forget_old_keys
from app.listening.passes.storing import Scored, score_one
from app.listening.posts import Post
from app.listening.rows import WAITING
from app.listening.teaching.using import find_ranker, place_of
from app.web.actions import act

BATCH = 200


@dataclass(slots=True)
class Rescored:
    """How many posts were looked at, how many stand elsewhere now, and the last one."""

    looked_at: int = 0
    changed: int = 0
    last_id: int = 0


def rescore_open() -> Iterator[Rescored]:
    """Look anew at every open post, batch by batch, and report after each."""
    done = Rescored()
    while not queue.is_stopping and (batch := act(rescore_batch, done.last_id)).looked_at:
        done.looked_at += batch.looked_at
        done.changed += batch.changed
        done.last_id = batch.last_id
        yield done
    act(forget_old_keys)


def rescore_batch(after: int) -> Rescored:
    """Look anew at the next few open posts."""
    wanted = select(Mention).where(Mention.id > after, Mention.state.in_(WAITING), Mention.text != "")
    locked = wanted.order_by(Mention.id).limit(BATCH).with_for_update(of=Mention)
    mentions = db.session.scalars(locked.execution_options(populate_existing=True)).all()
    return Rescored(len(mentions), rescore(mentions), mentions[-1].id if mentions else after)


def rescore(mentions: Sequence[Mention]) -> int:
    """Write down what is no longer right about some posts; return how many there were."""
    if not mentions:
        return 0
    scored = {mention.id: score_one(post_of(mention), detect) for mention in mentions}
    facts = find_facts({number: each.asked for number, each in scored.items()})
    ranker = find_ranker()
    return sum(stand(mention, scored[mention.id], facts[mention.id], ranker) for mention in mentions)


def stand(mention: Mention, scored: Scored, fact: Fact, ranker: Ranker) -> bool:
    """Bring one post up to date and tell whether it changed; a company named by hand stays."""
    company_id = fact.company_id if mention.company_by_id is None else mention.company_id
    was = (mention.lang, mention.score, mention.voice, mention.company_id)
    mention.lang, mention.score, mention.voice = scored.post.lang, scored.score, fact.voice
    mention.company_id = company_id
    if was[1:3] != (scored.score, fact.voice):
        place = place_of(ranker, scored.post, scored.score, fact.voice)
        mention.rank, mention.reasons, mention.is_drawn = place["rank"], place["reasons"], False
    return was != (scored.post.lang, scored.score, fact.voice, company_id)


def post_of(mention: Mention) -> Post:
    """Return the post that a mention holds."""
    return Post(
        network=mention.network,
        post_id=mention.post_id,
        version_id=mention.version_id,
        url=mention.url,
        text=mention.text,
        lang=mention.lang,
        posted_at=mention.posted_at,
        author_id=mention.author_id,
        author_handle=mention.author_handle,
        author_name=mention.author_name,
    )
