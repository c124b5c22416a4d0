"""R14: more people than the site can serve at once."""

import itertools
import os
import time
import uuid
from collections import Counter

import pytest

from tests.faults.people import TAKEN, Seen, at_the_same_time, crowd
from tests.faults.site import site

pytestmark = [pytest.mark.slow, pytest.mark.alone]
CLIENTS = 64
SECONDS, LONGEST = (30, 10) if os.environ.get("FULL") else (3, 60)
OF_ONE_ADDRESS = 8
PAGES = ["/", "/how-we-judge", "/nominate", "/winners"]


def keep_reading(person, until):
    """Read public pages, one after another."""
    for path in itertools.cycle(PAGES):
        if time.monotonic() > until:
            return
        person.ask("GET", path)


def keep_writing(person, until):
    """Send nominations, one after another."""
    person.open_form()
    while time.monotonic() < until:
        story = uuid.uuid4().hex
        person.send(story, story)


def address_of(number):
    """Return the address of a client; some share one, as people behind one office do."""
    return f"10.0.0.{max(number, OF_ONE_ADDRESS)}"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_more_people_than_it_can_serve_meet_no_error_and_no_silence(database, tmp_path):
    reading, writing = Seen(), Seen()
    with (
        site(tmp_path, database, AWARDS_TRUSTED_PROXIES="1") as own,
        crowd(own.port, reading, CLIENTS // 2, address_of) as readers,
        crowd(own.port, writing, CLIENTS // 2, address_of) as writers,
    ):
        until = time.monotonic() + SECONDS
        jobs = [lambda person=person: keep_reading(person, until) for person in readers]
        jobs += [lambda person=person: keep_writing(person, until) for person in writers]
        at_the_same_time(*jobs)

    answers = dict(Counter(reading.answers + writing.answers))
    slowest = max(reading.seconds + writing.seconds)
    print(f"\nR14 {database}: {CLIENTS} clients, {SECONDS} s: {answers}, cut off {reading.cut + writing.cut},")
    print(f"   reads p99 {reading.p99():.0f} ms, writes p99 {writing.p99():.0f} ms, longest {slowest:.1f} s")
    assert set(answers) <= {200, TAKEN, 429, 503}
    assert reading.cut + writing.cut == 0
    assert slowest < LONGEST
    assert all(reading.waits + writing.waits)


def test_an_address_that_reads_too_fast_is_told_when_to_come_again(tmp_path):
    seen = Seen()
    with site(tmp_path, "sqlite", web_workers=1) as own, crowd(own.port, seen, 1) as (person,):
        for _ in range(620):
            person.ask("GET", "/privacy")

    assert set(seen.answers) == {200, 429}
    assert all(0 < int(seconds) <= 61 for seconds in seen.waits)
