"""Count the parts of the queue, at every moment right and at every size as quickly."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Select, func, literal, select, union_all

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.listening.models import Claim, Mention, MentionTally
from app.listening.models.mentions import IS_SNOOZED
from app.listening.triage.wanted import STATES, Show

UNSCORED = "+"
NO_TABLE = "no table"
DUE, DUE_UNSCORED, MINE = "due", "due+", "mine"


def count_by_show(user: User) -> dict[str, int]:
    """Count each part of the queue in one query; a post whose time has come counts as open again."""
    found: Counter[str] = Counter()
    for part, number in db.session.execute(union_all(_tallied(), *_due(), _held_by(user))):
        found[part] += number or 0
    return {**_by_show(found), NO_TABLE: _open(found, mark=UNSCORED)}


def count_waiting() -> int:
    """Count the posts that wait for a curator."""
    found: Counter[str] = Counter()
    for part, number in db.session.execute(union_all(_tallied(), *_due())):
        found[part] += number or 0
    return _open(found) + _open(found, mark=UNSCORED)


def _by_show(found: Mapping[str, int]) -> dict[str, int]:
    both: dict[str, int] = {
        show: sum(found[state] + found[state + UNSCORED] for state in STATES[show]) for show in Show
    }
    back = found[DUE] + found[DUE_UNSCORED]
    return {
        **both,
        Show.OPEN: _open(found),
        Show.MINE: found[MINE],
        Show.SNOOZED: both[Show.SNOOZED] - back,
    }


def _open(found: Mapping[str, int], mark: str = "") -> int:
    return sum(found[state + mark] for state in STATES[Show.OPEN]) + found[DUE + mark]


def _tallied() -> Select[str, int]:
    return select(MentionTally.part, func.sum(MentionTally.number)).group_by(MentionTally.part)


def _due() -> list[Select[str, int]]:
    """Count what is snoozed still and whose time has come: what the worker did not wake yet."""
    due = select(literal(DUE), func.count()).where(
        IS_SNOOZED, Mention.snoozed_until <= clock.now(), Mention.copy_of_id.is_(None), Mention.text != ""
    )
    return [
        due.where(Mention.score.is_not(None)),
        due.with_only_columns(literal(DUE_UNSCORED), func.count()).where(Mention.score.is_(None)),
    ]


def _held_by(user: User) -> Select[str, int]:
    return select(literal(MINE), func.count()).where(Claim.user_id == user.id, Claim.ended_at.is_(None))
