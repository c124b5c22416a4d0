"""What the worker does about learning: learn once a night, put open posts in order, draw some from below the line."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select

from app import clock
from app.extensions import db, queue
from app.listening.models import LearnedWeight
from app.listening.teaching.drawing import draw_open
from app.listening.teaching.ordering import order_open
from app.listening.teaching.relearning import Learnt, relearn

NIGHT_HOUR = 3

log = structlog.get_logger()


def learn_at_night() -> Learnt | None:
    """Learn anew once a night; a night on which nobody worked is caught up with at the next full hour."""
    db.session.rollback()
    last = db.session.scalar(select(func.max(LearnedWeight.made_at)))
    if last is not None and last >= last_night(clock.now()):
        return None
    learnt = relearn()
    log.info("learnt from verdicts", version=learnt.version, verdicts=learnt.verdicts)
    return learnt


def last_night(now: datetime) -> datetime:
    """Return the last instant at which it was time to learn, UTC."""
    tonight = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)


def keep_order() -> int:
    """Go on putting open posts in order where something changed it."""
    return order_open()


def draw_some() -> int:
    """Keep one post in five a drawn one."""
    return 0 if queue.is_stopping else draw_open()
