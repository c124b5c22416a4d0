"""Bring the rank and the reasons of open posts up to date, in small batches that can stop anywhere and go on."""

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from app.extensions import db, queue, table_of
from app.listening.learning.ranking import LINE, Ranker
from app.listening.models import Mention
from app.listening.rows import WAITING
from app.listening.teaching.using import find_learning, find_ranker, lock_learning
from app.web.actions import act
from app.web.engine import run

BATCH = 200
SECONDS = 20.0
MENTION = table_of(Mention)
SET_RANK = (
    update(MENTION)
    .where(MENTION.c.id == bindparam("of_id"))
    .values(rank=bindparam("new_rank"), reasons=bindparam("new_reasons"), is_drawn=bindparam("new_drawn"))
)


def order_open(*, seconds: float = SECONDS) -> int:
    """Go on putting the queue in order where something changed it; return how many posts were looked at."""
    db.session.rollback()
    learning = find_learning()
    if learning.ordered_to is None:
        return 0
    ranker = find_ranker()
    changed_at, until, done = learning.changed_at, time.monotonic() + seconds, 0
    db.session.rollback()
    while not queue.is_stopping and time.monotonic() < until:
        looked = act(order_batch, ranker, changed_at)
        done += looked
        if looked < BATCH:
            break
    return done


def order_batch(ranker: Ranker, changed_at: Any) -> int:
    """Put the next posts in order and note how far; nothing where something changed meanwhile."""
    learning = lock_learning()
    if learning.ordered_to is None or learning.changed_at != changed_at:
        return 0
    mentions = lock_open(learning.ordered_to)
    rank_again(mentions, ranker)
    learning.ordered_to = mentions[-1].id if len(mentions) == BATCH else None
    return len(mentions)


def lock_open(after: int) -> Sequence[Mention]:
    """Lock the next open posts that have a score."""
    wanted = select(Mention).where(
        Mention.id > after, Mention.state.in_(WAITING), Mention.score.is_not(None), Mention.text != ""
    )
    locked = wanted.order_by(Mention.id).limit(BATCH).with_for_update(of=Mention)
    return db.session.scalars(locked.execution_options(populate_existing=True)).all()


def rank_again(mentions: Sequence[Mention], ranker: Ranker) -> int:
    """Write the ranks and reasons that are no longer right; return how many."""
    changes = [change for mention in mentions if (change := change_of(mention, ranker))]
    if changes:
        run(SET_RANK, changes)
    return len(changes)


def change_of(mention: Mention, ranker: Ranker) -> dict[str, Any] | None:
    """Say what is to be written of a post; a drawn one keeps its place while it would stand below the line."""
    ranked = ranker.rank(mention.text, network=mention.network, handle=mention.author_handle, voice=mention.voice)
    is_drawn = mention.is_drawn and ranked.rank < LINE
    rank, reasons = mention.rank if is_drawn else ranked.rank, list(ranked.reasons)
    if (rank, reasons, is_drawn) == (mention.rank, mention.reasons, mention.is_drawn):
        return None
    return {"of_id": mention.id, "new_rank": rank, "new_reasons": reasons, "new_drawn": is_drawn}
