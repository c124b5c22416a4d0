"""Keep nothing of other people's posts longer than our rules say: one pass in small batches, safe to repeat."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

import structlog

from app import clock
from app.extensions import db, queue, table_of
from app.listening.models import Mention, Outreach, Quarantine
from app.listening.queries import keeping as due
from app.listening.rules import CODE_LASTS, WAITING_LIFE
from app.listening.service import keeping, knowing
from app.listening.service.wiping import WORKER, wipe, wipe_all_but_verdict
from app.web.actions import act
from app.web.sweeping import sweep

DISMISSED_LIFE = timedelta(days=30)
QUARANTINE_LIFE = timedelta(days=30)
ACCOUNTS_LIFE = timedelta(days=400)
BATCH = 100
SWEPT = (Mention, Outreach, Quarantine)

Before = TypeVar("Before", date, datetime, int)

log = structlog.get_logger()


def keep_no_longer() -> dict[str, int]:
    """Wipe and forget what is due, let the database let go of it, and return what was done."""
    now = clock.now()
    done = {
        "dismissed": _in_batches(_wipe_old, due.list_dismissed_before(now - DISMISSED_LIFE)),
        "waiting": _in_batches(_wipe_old, due.list_waiting_before(now - WAITING_LIFE, now=now)),
        "answered": _in_batches(wipe_all_but_verdict, due.list_answered_before(now - CODE_LASTS)),
        **_forget_accounts(now),
        **_know_authors(),
    }
    db.session.rollback()
    if any(done.values()):
        sweep(*(table_of(model) for model in SWEPT))
    log.info("posts kept no longer", **done)
    return done


def _wipe_old(mention_ids: Sequence[int]) -> int:
    return wipe(mention_ids, verb="mention wiped, kept long enough", by=WORKER)


def _in_batches(verb: Callable[[Sequence[int]], int], ids: list[int]) -> int:
    done = 0
    for start in range(0, len(ids), BATCH):
        if queue.is_stopping:
            break
        done += act(verb, ids[start : start + BATCH])
    return done


def _forget_accounts(now: datetime) -> dict[str, int]:
    long_ago = (now - ACCOUNTS_LIFE).date()
    return {
        "quarantine": _until_none(keeping.forget_quarantine, now - QUARANTINE_LIFE),
        "days": _until_none(keeping.forget_days, long_ago),
        "spends": _until_none(keeping.forget_spends, long_ago),
    }


def _know_authors() -> dict[str, int]:
    """Know the authors of posts that came before authors were known, and wipe open posts of those who said no."""
    return {"named": _until_none(knowing.name_authors, BATCH), "refused": _until_none(knowing.wipe_refused, BATCH)}


def _until_none(verb: Callable[[Before], int], before: Before) -> int:
    done = 0
    while not queue.is_stopping and (gone := act(verb, before)):
        done += gone
    return done
