"""The season's days as a calendar."""

from datetime import date, timedelta

from icalendar import Calendar, Event, vText

from app.programme.identity import site
from app.programme.models import Season
from app.programme.rules import days_of
from app.web.links import public_link, settings

DAYS = {
    "nominations_open_on": ("Nominations open", "home.front"),
    "nominations_close_on": ("Last day to nominate", "nominations.nominate"),
    "judging_opens_on": ("Judging begins", "home.how_we_judge"),
    "judging_closes_on": ("Last day of judging", "home.how_we_judge"),
    "announced_on": ("The winners are announced", "home.list_winners"),
}


def write(season: Season | None) -> bytes:
    """Write the current season's days; each keeps its name for ever, so that a calendar moves what moved."""
    calendar = Calendar()
    calendar.add("prodid", "-//Support Awards//Season//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_on_one_line(season.name if season else site.name)))
    for event in _events(season) if season else ():
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _events(season: Season) -> list[Event]:
    return [_event(season, name, day) for name, day in days_of(season).items()]


def _event(season: Season, name: str, day: date) -> Event:
    words, page = DAYS[name]
    event = Event()
    event.add("uid", f"{season.slug}-{name.replace('_', '-')}@{_host()}")
    event.add("dtstamp", season.created_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{_on_one_line(season.name)}: {words}")
    event.add("url", public_link(page))
    event.add("transp", "TRANSPARENT")
    return event


def _on_one_line(name: str) -> str:
    return " ".join(name.split())


def _host() -> str:
    return settings().public_url.split("//", 1)[-1].split("/", 1)[0].partition(":")[0]
