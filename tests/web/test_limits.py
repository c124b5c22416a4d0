"""The counters that protect people outlive a lost connection, and are made once by whoever comes first."""

from contextlib import closing

from sqlalchemy import text

from app.extensions import db
from app.web.actions import act
from app.web.limits import CounterStorage
from tests.together import at_once

ROUNDS = 10


def test_counting_goes_on_after_the_database_was_restarted(app, engine):
    counters = app.extensions["counters"]
    counters.incr("door", 60)
    if engine == "postgresql":
        number = counters._connection.info.backend_pid
        db.session.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        db.session.rollback()

    assert counters.incr("door", 60) == 2


def test_processes_that_count_first_at_the_same_moment_all_count(app, engine):
    address = app.extensions["counters"]._address

    def count_first():
        with closing(CounterStorage(address=address)) as counters:
            return counters.incr("first", 60)

    for _ in range(ROUNDS):
        if engine == "postgresql":
            act(lambda: db.session.execute(text("DROP TABLE limit_counter")))
        else:
            app.extensions["counters"].reset()
        counts = at_once(app, *[count_first] * 6)
        assert sorted(counts) == [1, 2, 3, 4, 5, 6]
