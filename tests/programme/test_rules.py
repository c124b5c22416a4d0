from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from app.programme.rules import (
    ZONES,
    Phase,
    SeasonDays,
    days_of,
    end_of,
    find_fault_in_order,
    last_day_before,
    opening_at,
    start_of,
    zone_in_words,
)

MINUTE = timedelta(minutes=1)


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SEASON = SeasonDays(
    slug="2026",
    name="Support Awards 2026",
    zone="Europe/Sofia",
    nominations_open_at=instant("2026-03-01 22:00"),
    nominations_close_at=instant("2026-11-30 22:00"),
    judging_opens_at=instant("2026-12-04 22:00"),
    judging_closes_at=instant("2026-12-31 22:00"),
    announced_at=instant("2027-01-14 22:00"),
    published_at=None,
)


@pytest.mark.parametrize(
    ("moment", "phase", "nominating", "takes", "judging", "scorecards"),
    [
        ("2026-03-01 21:59", "preparing", False, False, False, False),
        ("2026-03-01 22:00", "nominating", True, True, False, False),
        ("2026-11-30 21:59", "nominating", True, True, False, False),
        ("2026-11-30 22:00", "nominating", False, True, False, False),
        ("2026-11-30 22:29", "nominating", False, True, False, False),
        ("2026-11-30 22:30", "nominating", False, False, False, False),
        ("2026-12-04 21:59", "nominating", False, False, False, False),
        ("2026-12-04 22:00", "judging", False, False, True, True),
        ("2026-12-31 21:59", "judging", False, False, True, True),
        ("2026-12-31 22:00", "deciding", False, False, False, True),
        ("2026-12-31 22:01", "deciding", False, False, False, True),
        ("2026-12-31 22:02", "deciding", False, False, False, False),
        ("2027-01-14 22:00", "deciding", False, False, False, False),
    ],
)
def test_what_is_open_a_minute_before_and_at_each_edge(moment, phase, nominating, takes, judging, scorecards):
    opening = opening_at(SEASON, instant(moment))

    assert opening.phase == phase
    assert (opening.shows_nominating, opening.takes_nominations) == (nominating, takes)
    assert (opening.shows_judging, opening.takes_scorecards) == (judging, scorecards)


def test_a_season_is_published_when_it_was_announced_and_not_when_it_was_planned():
    published = replace(SEASON, published_at=instant("2027-01-15 10:00"))

    assert opening_at(published, instant("2027-01-15 09:59")).phase is Phase.DECIDING
    assert opening_at(published, instant("2027-01-15 10:00")).phase is Phase.PUBLISHED


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        ("Europe/Sofia", "2026-03-29", "2026-03-28 22:00", 23),
        ("Europe/Sofia", "2026-10-25", "2026-10-24 21:00", 25),
        ("America/New_York", "2026-03-08", "2026-03-08 05:00", 23),
        ("America/New_York", "2026-11-01", "2026-11-01 04:00", 25),
        ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00", 23),
        ("America/Santiago", "2026-09-06", "2026-09-06 04:00", 23),
        ("UTC", "2028-02-29", "2028-02-29 00:00", 24),
        ("Pacific/Auckland", "2028-02-29", "2028-02-28 11:00", 24),
        ("Asia/Kolkata", "2026-12-31", "2026-12-30 18:30", 24),
    ],
)
def test_a_day_begins_and_ends_at_midnight_in_its_zone_however_long_it_is(zone, day, start, hours):
    begins, ends = start_of(date.fromisoformat(day), zone), end_of(date.fromisoformat(day), zone)

    assert begins.astimezone(UTC) == instant(start)
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)
    assert last_day_before(ends, zone) == date.fromisoformat(day)


@pytest.mark.parametrize("zone", ZONES)
def test_the_days_an_organiser_chose_come_back_in_every_zone(zone):
    days = [date(2028, 2, 29), date(2028, 3, 26), date(2028, 10, 29), date(2028, 11, 5), date(2028, 12, 31)]
    season = replace(
        SEASON,
        zone=zone,
        nominations_open_at=start_of(days[0], zone),
        nominations_close_at=end_of(days[1], zone),
        judging_opens_at=start_of(days[2], zone),
        judging_closes_at=end_of(days[3], zone),
        announced_at=start_of(days[4], zone),
    )

    assert list(days_of(season).values()) == days


def test_every_zone_on_offer_exists_and_is_named_by_its_city():
    assert set(ZONES) <= available_timezones()
    assert zone_in_words("America/New_York") == "New York (America/New_York)"
    assert [ZoneInfo(zone) for zone in ZONES]


@pytest.mark.parametrize(
    ("changed", "to", "field"),
    [
        ("nominations_close_on", date(2026, 2, 28), "nominations_close_on"),
        ("judging_opens_on", date(2026, 3, 31), "judging_opens_on"),
        ("judging_closes_on", date(2026, 4, 9), "judging_closes_on"),
        ("announced_on", date(2026, 4, 30), "announced_on"),
    ],
)
def test_a_day_out_of_order_is_named(changed, to, field):
    days = {
        "nominations_open_on": date(2026, 3, 1),
        "nominations_close_on": date(2026, 3, 31),
        "judging_opens_on": date(2026, 4, 10),
        "judging_closes_on": date(2026, 4, 30),
        "announced_on": date(2026, 5, 10),
    }

    assert find_fault_in_order(days) is None
    assert find_fault_in_order({**days, changed: to})[0] == field
