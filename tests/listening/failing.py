"""One request of a pass that fails, and the pass that makes up for it."""

from datetime import timedelta

import time_machine

from app import clock
from app.listening.sources.x.source import XSource
from tests.listening.reading import health_of, read, seconds_to_wait, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer, XServer, make_post


def fail(x: XServer, source: XSource, answer: Answer) -> str:
    """Let the second of two pages fail; return the sentence, with the first page stored and one request lost."""
    x.posts = [make_post(number=number) for number in range(150)]
    x.instead = [None, answer]
    make_watch()
    make_watch()
    report = read(source, is_asked=False)
    assert (len(x.asked), len(stored_ids())) == (2, 100)
    assert health_of().failure == report.failure
    return report.failure


def recover_after(source: XSource, seconds: float) -> int:
    """Read on when the time has come, and not before; return how many posts are there then."""
    if seconds_to_wait() > 2:
        assert read(source, is_asked=False).pages == 0
    with time_machine.travel(clock.now() + timedelta(seconds=seconds + 1), tick=True):
        assert read(source, is_asked=False).failure == ""
    return len(stored_ids())
