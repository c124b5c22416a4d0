"""End a pass when it is asked to, or when its time is up: at once while it waits for a network, after the commit while
it stores.
"""

import math
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import FrameType


class Stopped(BaseException):
    """The pass was asked to end."""


class TimeIsUp(Exception):
    """A network has used the time it has in one pass."""


class Stop:
    """Remember that the pass was asked to end; every thread of it looks here."""

    def __init__(self) -> None:
        """Begin without having been asked."""
        self.was_asked = False

    def ask(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the pass to end; called by SIGTERM and Ctrl-C."""
        self.was_asked = True

    def check(self) -> None:
        """End here if the pass was asked to."""
        if self.was_asked:
            raise Stopped

    @contextmanager
    def while_reading(self) -> Iterator[None]:
        """Mark the time in which nothing is lost by ending at once; `check_while_waiting` looks for it."""
        self.check()
        token = _reading.set(self)
        try:
            yield
        finally:
            _reading.reset(token)

    def listen_to_signals(self) -> None:
        """Let SIGTERM and Ctrl-C end this pass."""
        signal.signal(signal.SIGTERM, self.ask)
        signal.signal(signal.SIGINT, self.ask)


_reading: ContextVar[Stop | None] = ContextVar("reading", default=None)


def check_while_waiting() -> None:
    """End the wait for a network here if the pass that waits was asked to end."""
    stop = _reading.get()
    if stop is not None:
        stop.check()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one network has in a pass: until it is asked to stop, or until its time is up."""

    stop: Stop
    ends_at: float = math.inf

    def check(self) -> None:
        """End here if there is reason to."""
        self.stop.check()
        if time.monotonic() >= self.ends_at:
            raise TimeIsUp
