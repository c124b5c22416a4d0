"""Hang up on a server whose answer we no longer wait for, so that no thread and no connection outlives the wait."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock


class Lines:
    """The connections that one call opened; each is held by a second handle, which can end it from another thread."""

    def __init__(self) -> None:
        self._handles: list[socket.socket] = []
        self._is_over = False
        self._lock = Lock()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Gather what this thread opens, and let go of it when the call has ended by itself."""
        _lines.set(self)
        try:
            yield
        finally:
            self._end()

    def keep(self, connection: socket.socket) -> None:
        """Hold a connection; one that is opened after all is over is ended at once."""
        handle = socket.socket(fileno=os.dup(connection.fileno()))
        with self._lock:
            self._handles.append(handle)
        if self._is_over:
            self.hang_up()

    def hang_up(self) -> None:
        """End every connection that is still in use, which wakes the thread that reads from it."""
        self._end(is_cut=True)

    def _end(self, *, is_cut: bool = False) -> None:
        self._is_over = True
        with self._lock:
            handles, self._handles = self._handles, []
        for handle in handles:
            with handle, suppress(OSError):
                if is_cut:
                    handle.shutdown(socket.SHUT_RDWR)


_lines: ContextVar[Lines | None] = ContextVar("lines", default=None)


def attend(connection: socket.socket) -> socket.socket:
    """Have a connection ended with the call that opened it or uses it again."""
    lines = _lines.get()
    if lines is not None:
        lines.keep(connection)
    return connection
