"""The day a judge's scores are due, for their calendar: no entry, no company, no count, since calendars are shared."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText

from app.judging.queries import last_moment_of
from app.programme.models import Season
from app.web.links import public_link, settings
from app.web.pages import moment

LENGTH = timedelta(minutes=30)
REMINDERS = (timedelta(days=3), timedelta(days=1))


def write(seasons: Sequence[tuple[Season, datetime]]) -> bytes:
    """Write when scores are due in each season, given with the moment its dates were last changed.

    An event keeps its name for ever and its sequence only grows, so that a calendar moves what moved.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Support Awards//Judging//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText("Judging"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for season, changed_at in seasons:
        calendar.add_component(_event(season, changed_at))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(season: Season, changed_at: datetime) -> Event:
    name, zone = " ".join(season.name.split()), ZoneInfo(season.zone)
    due = season.judging_closes_at.astimezone(zone)
    event = Event()
    event.add("uid", f"scores-due-{season.id}@{urlsplit(settings().public_url).hostname}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", int((changed_at - season.created_at) / timedelta(minutes=1)))
    event.add("dtstart", due - LENGTH)
    event.add("dtend", due)
    event.add("summary", f"{name}: scores are due")
    event.add("description", f"Please submit your scores by {moment(last_moment_of(season), season.zone)}.")
    event.add("url", public_link("judging.list_own"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in REMINDERS:
        event.add_component(_alarm(name, before))
    return event


def _alarm(name: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    alarm.add("description", f"{name}: scores are due in {before.days} {'day' if before.days == 1 else 'days'}")
    return alarm
