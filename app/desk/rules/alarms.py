"""The alarms: what needs a person, since when, and the one place that mends it; the most urgent first."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.desk.rules.deadlines import list_deadlines
from app.desk.rules.facts import Facts, count
from app.desk.rules.found import Alarm, Urgency
from app.programme.rules import Phase

BACKUP_EVERY = timedelta(days=2)
STANDSTILL = timedelta(minutes=15)
FIRST = datetime.min.replace(tzinfo=UTC)


def alarms_of(facts: Facts) -> list[Alarm]:
    """Return what needs a person now: by urgency, then what is oldest or nearest."""
    found = [alarm for check in (list_deadlines, _people, _work, _letters, _upkeep) for alarm in check(facts)]
    return sorted(found, key=lambda alarm: (alarm.urgency, alarm.until or alarm.since or FIRST))


def _people(facts: Facts) -> Iterator[Alarm]:
    if not facts.has_identity:
        what = "Pages and letters do not say who runs the awards and how to reach them."
        since = facts.season.nominations_open_at if facts.season and facts.phase is not Phase.PREPARING else None
        yield Alarm(Urgency.SOON, what, "/organise/site", "Say who you are", since=since)
    if facts.without_factor:
        lack = count(facts.without_factor, "account lacks", "accounts lack")
        what = f"{lack} the second factor that is asked of them."
        href = "/organise/people/?show=without-factor"
        yield Alarm(Urgency.ONCE, what, href, "See whose", since=facts.without_factor_since)


def _work(facts: Facts) -> Iterator[Alarm]:
    if facts.late:
        wait = count(facts.late, "nomination has", "nominations have")
        what = f"{wait} waited for a curator for more than 48 hours."
        href, action = "/organise/people/", "See who curates"
        if facts.is_curator:
            href, action = "/curate/nominations", "Read them"
        yield Alarm(Urgency.SOON, what, href, action, since=facts.waiting_since)
    if facts.season and facts.phase is Phase.JUDGING:
        yield from _panel(facts, facts.season.slug, facts.season.judging_opens_at)
    if facts.ties:
        what = f"{count(facts.ties, 'category waits', 'categories wait')} for a tie-break: too close to call."
        yield Alarm(Urgency.SOON, what, facts.place("results"), "Settle it", since=facts.ties_since)
    if facts.unsigned:
        what = f"{count(facts.unsigned, 'decision lacks a signature', 'decisions lack signatures')}."
        yield Alarm(Urgency.SOON, what, facts.place("results"), "Read and sign", since=facts.unsigned_since)


def _panel(facts: Facts, slug: str, since: datetime) -> Iterator[Alarm]:
    if facts.short:
        what = f"{count(facts.short, 'entry has', 'entries have')} too few judges while judging is open."
        yield Alarm(Urgency.NOW, what, f"/organise/assignments/{slug}/plan", "Plan who judges", since=since)
    if facts.silent:
        what = f"{count(facts.silent, 'judge has', 'judges have')} been silent."
        href = f"/organise/progress?season={slug}&show=silent"
        yield Alarm(Urgency.SOON, what, href, "See who, and remind them", since=facts.silent_since)


def _letters(facts: Facts) -> Iterator[Alarm]:
    if facts.set_aside:
        what = f"{count(facts.set_aside, 'letter', 'letters')} could not be sent."
        yield Alarm(Urgency.SOON, what, "/organise/mail?state=stuck", "See why", since=facts.set_aside_since)
    if facts.due_since and facts.now - facts.due_since >= STANDSTILL:
        what = f"{count(facts.queued, 'letter waits', 'letters wait')}, and none goes out."
        yield Alarm(Urgency.NOW, what, "/organise/mail?state=queued", "See the letters", since=facts.due_since)


def _upkeep(facts: Facts) -> Iterator[Alarm]:
    for source in facts.ill:
        what = f"{source.name}: {source.words.lower()}. {source.to_do}"
        yield Alarm(Urgency.SOON, what, "/curate/sources", "See the sources", since=source.since)
    if facts.worked_at and facts.now - facts.worked_at >= STANDSTILL:
        what = "The worker stands still, so no letter goes out and nothing is read."
        yield Alarm(Urgency.NOW, what, "/organise/upkeep", "See what to do", since=facts.worked_at)
    if facts.season and (facts.backed_up_at is None or facts.now - facts.backed_up_at >= BACKUP_EVERY):
        what = "The newest backup is older than two days." if facts.backed_up_at else "No backup was ever made."
        yield Alarm(Urgency.ONCE, what, "/organise/upkeep", "See what to do", since=facts.backed_up_at)
