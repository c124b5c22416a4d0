"""How far a season is in a few numbers, read in two statements whatever its size; nothing about marks.

What a tie bars is released or replaced by the worker within minutes, so a scorecard somebody took over is not counted.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, func, select

from app import clock
from app.extensions import db
from app.judging.models import Assignment, Replacement
from app.judging.models.panels import judges_wanted
from app.judging.progress.lateness import silence_of
from app.judging.rules import FIRST_ROUND, OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Season
from app.programme.rules import start_of

Counted = Row[int, AssignmentState, int, datetime, datetime]


@dataclass(frozen=True)
class Glance:
    """Entries by category, those short of judges, scorecards asked for and submitted, and who has been silent."""

    entries: dict[int, int]
    short: int
    asked: int
    submitted: int
    silent: int
    silent_since: datetime | None


def glance(season: Season) -> Glance:
    """Count how far a season is."""
    rows: dict[int, list[Counted]] = defaultdict(list)
    for row in db.session.execute(_by_judge(season)):
        rows[row[0]].append(row)
    by_category = db.session.execute(_by_category(season)).all()
    silent = [since for counted in rows.values() if (since := _silent_since(season, counted))]
    return Glance(
        entries={row[0]: row[1] for row in by_category},
        short=sum(row[2] for row in by_category),
        asked=sum(row[2] for counted in rows.values() for row in counted),
        submitted=sum(row[2] for counted in rows.values() for row in counted if row[1] is AssignmentState.SUBMITTED),
        silent=len(silent),
        silent_since=start_of(min(silent), season.zone) if silent else None,
    )


def _counts() -> ColumnElement[bool]:
    taken_over = select(Replacement.id).where(Replacement.assignment_id == Assignment.id).exists()
    is_open = Assignment.state.in_(OPEN_TO_THE_JUDGE) & (Assignment.round == FIRST_ROUND)
    return is_open & ~taken_over


def _by_judge(season: Season) -> Select[int, AssignmentState, int, datetime, datetime]:
    changed = Assignment.changed_at
    return (
        select(Assignment.judge_id, Assignment.state, func.count(), func.min(changed), func.max(changed))
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == season.id, stands_with_story(), _counts())
        .group_by(Assignment.judge_id, Assignment.state)
    )


def _by_category(season: Season) -> Select[int, int, int]:
    """Choose how many entries each category has, and how many of them have too few judges."""
    judges = (
        select(Entry.category_id, func.count(Assignment.id).label("judges"))
        .outerjoin(Assignment, (Assignment.entry_id == Entry.id) & _counts())
        .where(Entry.season_id == season.id, stands_with_story())
        .group_by(Entry.id, Entry.category_id)
        .subquery()
    )
    short = func.count().filter(judges.c.judges < judges_wanted(judges.c.category_id))
    return select(judges.c.category_id, func.count(), short).group_by(judges.c.category_id)


def _silent_since(season: Season, counted: list[Counted]) -> date | None:
    """Return the day since which a judge has been silent, never the hour; None when they are not."""
    zone, now = ZoneInfo(season.zone), clock.now()
    if not season.judging_opens_at <= now < season.judging_closes_at:
        return None
    unseen = [row[3].astimezone(zone).date() for row in counted if row[1] is AssignmentState.ASKED]
    opened_on = season.judging_opens_at.astimezone(zone).date()
    moved_on = max([opened_on, *(row[4].astimezone(zone).date() for row in counted)])
    first = min(unseen) if unseen else None
    counts = {row[1]: row[2] for row in counted}
    words = silence_of(counts, unseen_since=first, changed_on=moved_on, today=now.astimezone(zone).date())
    return (first or moved_on) if words else None
