"""Remind judges of what waits for them: one letter a judge, however many entries, and never twice in two days."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.models import Assignment
from app.judging.models.reminders import JudgeReminder, ReminderSwitch
from app.judging.progress.counting import count_season
from app.judging.progress.lateness import is_due
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Season
from app.web.engine import lock

LETTER = "judge_reminder"


def remind(season: Season, *, judges: Collection[str], by: Actor | str) -> int:
    """Queue one letter to each of these judges who may get one now, by public id; return how many were queued."""
    lock(season)
    if clock.now() >= season.judging_closes_at:
        raise Refused("Judging has closed, so there is nothing left to remind anybody of.")
    chosen = [judge for judge in count_season(season).waiting if judge.public_id in judges]
    if not chosen:
        raise Conflict("Nobody was reminded: each has finished, or was reminded in the last two days.")
    for judge in chosen:
        db.session.add(JudgeReminder(season_id=season.id, judge_id=judge.id, reminded_at=clock.now()))
        mail.queue_letter(LETTER, subject=f"reminder:{season.slug}.{judge.public_id}", to=judge.email, again=True)
    audit.record("judges reminded", about=season, by=by, judges=len(chosen))
    return len(chosen)


def switch_reminders(season: Season, *, is_on: bool, by: User) -> ReminderSwitch:
    """Say whether a season reminds its judges by itself, a week and two days before it closes."""
    lock(season)
    switch = db.session.get(ReminderSwitch, season.id) or ReminderSwitch(season_id=season.id)
    switch.is_on = is_on
    db.session.add(switch)
    audit.record("reminders switched", about=season, by=by, on="yes" if is_on else "no")
    return switch


def reminds_by_itself(season: Season) -> bool:
    """Tell whether a season reminds its judges by itself."""
    switch = db.session.get(ReminderSwitch, season.id)
    return switch is None or switch.is_on


def list_due(season: Season) -> list[str]:
    """List the judges a season reminds now by itself, by public id; the first letter counts as a reminder too."""
    if not reminds_by_itself(season):
        return []
    now, asked = clock.now(), _asked_at(season)
    return [
        judge.public_id
        for judge in count_season(season).waiting
        if is_due(max(asked[judge.id], judge.reminded_at or asked[judge.id]), season.judging_closes_at, now)
    ]


def _asked_at(season: Season) -> dict[int, datetime]:
    """Return when each judge was last asked for an entry."""
    query = (
        select(Assignment.judge_id, func.max(Assignment.assigned_at))
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == season.id)
        .group_by(Assignment.judge_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
