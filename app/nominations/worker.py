"""Keep nothing longer than the privacy page says: one pass in small batches, safe to repeat at any time."""

from collections.abc import Callable, Sequence

import structlog
from flask import current_app

from app import clock
from app.extensions import db, queue, table_of
from app.mail.about import forget_attempts, forget_old_letters, forget_sendings
from app.nominations.models import AddressChange, Nomination, NominationQuestion, NominationRevision
from app.nominations.queries import expiring as due
from app.nominations.rules import ADDRESS_STOP_LIFE, CONFIRM_LIFE, MINE_LIFE
from app.nominations.service import expiring
from app.nominations.service.listing import forget_lists
from app.nominations.service.readdressing import forget_addresses
from app.web.actions import act
from app.web.sweeping import sweep

BATCH = 100
SWEPT = (NominationRevision, NominationQuestion, AddressChange, Nomination)

log = structlog.get_logger()


def keep_no_longer() -> dict[str, int]:
    """Expire, empty and forget what is due, let the database let go of it, and return what was done."""
    now = clock.now()
    done = {
        "expired": _in_batches(expiring.expire, due.list_unconfirmed_in_time(now)),
        "emptied": _in_batches(expiring.empty, due.list_to_empty(now)),
        "networks": _in_batches(expiring.forget_origins, due.list_with_old_origin(now)),
        "lists": act(forget_lists, now - MINE_LIFE),
        "recipients": act(forget_old_letters, ("address", "mine"), now - ADDRESS_STOP_LIFE),
        "sendings": act(forget_sendings, now),
        "attempts": act(forget_attempts, now),
        "addresses": act(forget_addresses, now - CONFIRM_LIFE, stopped_before=now - ADDRESS_STOP_LIFE),
    }
    current_app.extensions["counters"].forget_expired()
    db.session.rollback()
    sweep(*(table_of(model) for model in SWEPT))
    log.info("kept no longer", **done)
    return done


def _in_batches(verb: Callable[[Sequence[int]], int], ids: list[int]) -> int:
    done = 0
    for start in range(0, len(ids), BATCH):
        if queue.is_stopping:
            break
        done += act(verb, ids[start : start + BATCH])
    return done
