"""Alarms of the calendar: a day comes near with things undone, or has passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.desk.rules.facts import Calendar, Facts, count
from app.desk.rules.found import Alarm, Urgency
from app.programme.rules import Phase

NEAR, SOON = timedelta(days=3), timedelta(days=7)


def list_deadlines(facts: Facts) -> Iterator[Alarm]:
    """List what a near or missed day asks for."""
    season = facts.season
    if season is None or season.published_at is not None:
        return
    yield from _nominating(facts, season)
    yield from _before_judging(facts, season)
    yield from _judging(facts, season)
    yield from _announcing(facts, season)


def _is_near(at: datetime, now: datetime, within: timedelta) -> bool:
    return now < at <= now + within


def _nominating(facts: Facts, season: Calendar) -> Iterator[Alarm]:
    if _is_near(season.nominations_open_at, facts.now, SOON) and not facts.categories:
        what = "Nominations open, and there is no category to nominate in."
        href = f"/organise/seasons/{season.slug}/categories/new"
        yield Alarm(Urgency.NOW, what, href, "Add a category", until=season.nominations_open_at)
    if _is_near(season.nominations_close_at, facts.now, NEAR) and not facts.entries:
        what, href = "Nominations close, and there is no entry yet.", f"/organise/seasons/{season.slug}/dates"
        yield Alarm(Urgency.SOON, what, href, "Move the day", until=season.nominations_close_at)


def _before_judging(facts: Facts, season: Calendar) -> Iterator[Alarm]:
    opens = season.judging_opens_at
    if not _is_near(opens, facts.now, SOON):
        return
    if not facts.judges:
        yield Alarm(
            Urgency.NOW, "Judging opens, and there is no judge.", "/organise/judges", "Invite judges", until=opens
        )
    elif facts.short:
        what = f"Judging opens, and {count(facts.short, 'entry has', 'entries have')} too few judges."
        yield Alarm(Urgency.SOON, what, f"/organise/assignments/{season.slug}/plan", "Plan who judges", until=opens)
    if facts.waiting:
        what = f"Judging opens, and {count(facts.waiting, 'nomination is', 'nominations are')} unread."
        yield Alarm(
            Urgency.SOON,
            what,
            "/curate/nominations" if facts.is_curator else "/organise/people/",
            "See what waits" if facts.is_curator else "See who curates",
            until=opens,
        )


def _judging(facts: Facts, season: Calendar) -> Iterator[Alarm]:
    left = facts.asked - facts.submitted
    if facts.phase is Phase.JUDGING and left and _is_near(season.judging_closes_at, facts.now, NEAR):
        what = f"Judging closes with {count(left, 'scorecard', 'scorecards')} open."
        href = f"/organise/progress/remind?season={season.slug}&who=waiting"
        yield Alarm(Urgency.NOW, what, href, "Remind the judges", until=season.judging_closes_at)


def _announcing(facts: Facts, season: Calendar) -> Iterator[Alarm]:
    if facts.phase is not Phase.DECIDING:
        return
    if facts.now >= season.announced_at:
        what = "The announcement is overdue; the public pages named this day."
        href = facts.place("announcement")
        yield Alarm(Urgency.NOW, what, href, "Go to the announcement", since=season.announced_at)
    left = facts.uncomputed + facts.undecided
    if left and _is_near(season.announced_at, facts.now, SOON):
        what = f"The announcement is near, and {count(left, 'category is', 'categories are')} undecided."
        yield Alarm(Urgency.SOON, what, facts.place("results"), "Decide", until=season.announced_at)
