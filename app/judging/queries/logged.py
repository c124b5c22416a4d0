"""What the log shows of assignments: the day, never the hour; and once judging is over, nobody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import joinedload

from app import clock
from app.audit.models import AuditLine
from app.extensions import db
from app.judging import visibility
from app.judging.models import Assignment
from app.nominations.models import Entry
from app.programme.models import Season
from app.programme.rules import SCORECARD_GRACE

SUBJECT = "assignment:"
NAMING = frozenset({"judge", "entry", "successor"})
SOMEBODY, UNSAID = "a judge", "not shown"


@dataclass(frozen=True)
class LoggedLine:
    """A line of the log as pages show it."""

    number: int
    at: datetime
    is_day_alone: bool
    actor: str
    verb: str
    about: str
    facts: Mapping[str, str]


def show_lines(lines: Sequence[AuditLine]) -> list[LoggedLine]:
    """Return lines as organisers may read them; what stands in the log stays as it was written."""
    rows, now = _assignments(lines), clock.now()
    return [_shown(line, rows.get(line.about.removeprefix(SUBJECT)), now) for line in lines]


def may_name_actor(now: datetime) -> ColumnElement[bool]:
    """Choose the lines that may be looked for by who acted: none that would tell whose assignment is whose."""
    hidden = (
        select(literal(SUBJECT) + Assignment.public_id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Season, Season.id == Entry.season_id)
        .where(Season.judging_closes_at <= now - SCORECARD_GRACE)
    )
    return AuditLine.about.not_in(hidden)


def _assignments(lines: Sequence[AuditLine]) -> dict[str, Assignment]:
    ids = {line.about.removeprefix(SUBJECT) for line in lines if line.about.startswith(SUBJECT)}
    if not ids:
        return {}
    query = select(Assignment).where(Assignment.public_id.in_(ids))
    rows = db.session.scalars(query.options(joinedload(Assignment.entry).joinedload(Entry.season)))
    return {row.public_id: row for row in rows}


def _shown(line: AuditLine, row: Assignment | None, now: datetime) -> LoggedLine:
    if row is None:
        return LoggedLine(line.number, line.at, False, line.actor, line.verb, line.about, line.facts)
    is_own = line.actor == f"user:{row.judge.public_id}"
    actor, facts = line.actor, line.facts
    if not visibility.names_readers(row.entry.season, now):
        actor = SOMEBODY if is_own else actor
        facts = {name: UNSAID if name in NAMING else fact for name, fact in facts.items()}
    return LoggedLine(line.number, line.at, is_own, actor, line.verb, line.about, facts)
