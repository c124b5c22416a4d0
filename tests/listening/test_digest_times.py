"""When a letter is due: once a local day, also where the clock is put forward or back."""

from datetime import UTC, date, datetime

import pytest

from app.listening.digests.times import instant_of, next_after

ALL = range(7)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(zone, hour, begin, end, weekdays=ALL):
    """Follow the letters of a wish from one instant to another, as the worker does."""
    moment, done_on, found = utc(begin), None, []
    while (moment := next_after(moment, hour=hour, zone=zone, weekdays=weekdays, done_on=done_on)) < utc(end):
        found.append(f"{moment:%m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("zone", "hour", "begin", "end", "expected"),
    [
        ("Europe/Berlin", 2, "2026-03-28 00:00", "2026-03-30 12:00", ["03-28 01:00", "03-29 01:00", "03-30 00:00"]),
        ("Europe/Berlin", 2, "2026-10-23 12:00", "2026-10-26 12:00", ["10-24 00:00", "10-25 00:00", "10-26 01:00"]),
        ("America/New_York", 1, "2026-11-01 00:00", "2026-11-02 12:00", ["11-01 05:00", "11-02 06:00"]),
        ("Australia/Lord_Howe", 2, "2026-10-03 00:00", "2026-10-05 00:00", ["10-03 15:30", "10-04 15:00"]),
        ("America/Santiago", 0, "2026-09-05 00:00", "2026-09-07 12:00", ["09-05 04:00", "09-06 04:00", "09-07 03:00"]),
        ("Asia/Kathmandu", 19, "2026-05-01 00:00", "2026-05-02 00:00", ["05-01 13:15"]),
    ],
    ids=["put forward", "put back", "put back in America", "half an hour", "midnight left out", "quarters"],
)
def test_each_local_day_has_one_letter_whatever_the_clock_does(zone, hour, begin, end, expected):
    assert instants(zone, hour, begin, end) == expected


@pytest.mark.parametrize("hour", range(24))
def test_a_year_has_as_many_letters_as_days(hour):
    assert len(instants("Europe/Berlin", hour, "2026-01-01 00:30", "2027-01-01 00:30")) == 365


def test_only_the_chosen_days_have_one():
    found = instants("UTC", 7, "2026-11-16 00:00", "2026-11-30 00:00", weekdays=[0, 4])

    assert found == ["11-16 07:00", "11-20 07:00", "11-23 07:00", "11-27 07:00"]


def test_a_day_that_had_its_letter_has_no_second_one_when_the_hour_is_moved():
    moment = next_after(utc("2026-11-22 08:00"), hour=20, zone="UTC", weekdays=ALL, done_on=date(2026, 11, 22))

    assert moment == utc("2026-11-23 20:00")


def test_the_hour_that_strikes_twice_counts_the_first_time():
    assert instant_of(date(2026, 10, 25), 2, "Europe/Berlin") == utc("2026-10-25 00:00")
