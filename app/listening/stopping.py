"""End a pass when it is asked to: at once while it waits for a network, after the commit while it stores."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The pass was asked to end."""


class Stop:
    """Remember that the pass was asked to end."""

    def __init__(self) -> None:
        """Begin without having been asked."""
        self.was_asked = False
        self._is_reading = False

    def ask(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the pass to end; called by SIGTERM and Ctrl-C."""
        self.was_asked = True
        if self._is_reading:
            raise Stopped

    def check(self) -> None:
        """End here if the pass was asked to."""
        if self.was_asked:
            raise Stopped

    @contextmanager
    def while_reading(self) -> Iterator[None]:
        """Mark the time in which nothing is lost by ending at once."""
        self.check()
        self._is_reading = True
        try:
            yield
        finally:
            self._is_reading = False

    def listen_to_signals(self) -> None:
        """Let SIGTERM and Ctrl-C end this pass."""
        signal.signal(signal.SIGTERM, self.ask)
        signal.signal(signal.SIGINT, self.ask)
