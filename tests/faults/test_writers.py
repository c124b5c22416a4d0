"""R5: many writers at once, over HTTP."""

import os
import uuid

import pytest

from tests.faults.people import TAKEN, Seen, at_the_same_time, crowd
from tests.faults.site import site

pytestmark = [pytest.mark.slow, pytest.mark.alone]
EACH = 150 if os.environ.get("FULL") else 15
WRITERS = 8


def write_in_turn(person, shared, number):
    """Send own nominations and, in between, other words under keys that all writers share."""
    for turn in range(EACH):
        own = uuid.uuid4().hex
        assert person.send(own, own if turn % 2 else shared[turn]) == TAKEN


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_eight_writers_at_once_lose_no_update_and_meet_no_error(database, tmp_path):
    seen, shared = Seen(), [uuid.uuid4().hex for _ in range(EACH)]
    with site(tmp_path, database) as own, crowd(own.port, seen, WRITERS) as people:
        for person in people:
            person.open_form()
        seen.answers.clear()
        seen.seconds.clear()
        writing = [lambda person=person, n=n: write_in_turn(person, shared, n) for n, person in enumerate(people)]
        at_the_same_time(*writing)
        ((revisions,),) = own.ask("SELECT count(*) FROM nomination_revision")
        ((lines, last),) = own.ask("SELECT count(*), max(number) FROM audit_line WHERE verb LIKE 'nomination sent%'")
        rewritten = [
            number for (number,) in own.ask("SELECT revision_number FROM nomination WHERE revision_number > 1")
        ]

    alone, together = WRITERS * (EACH // 2), WRITERS * (EACH - EACH // 2)
    print(f"\nR5 {database}: {WRITERS} writers x {EACH}: {seen.answers.count(TAKEN)} taken, {revisions} stored,")
    print(f"   {sum(rewritten)} revisions of those all wrote to, {lines} lines in the log, p99 {seen.p99():.0f} ms")
    assert set(seen.answers) == {TAKEN}
    assert (revisions, rewritten) == (alone + together, [WRITERS] * (EACH - EACH // 2))
    assert lines == alone + together
    assert last >= lines
