"""A line on which a request arrives, and how much of it is still to come, told without reading it."""

import re
import socket
from contextlib import suppress
from typing import Any

from gunicorn.workers import gthread

from app.web.bodies import LONG

MOST_HEAD = 64 * 1024
MOST = MOST_HEAD + LONG
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*0*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
WAITS_FOR_LEAVE = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class TooLong(Exception):
    """The head of a request goes on and on."""


class Line(gthread.TConn):  # type: ignore[misc]
    """One line to one browser."""

    def __init__(self, *what: Any) -> None:
        super().__init__(*what)
        self._ready = -1
        self._wakes_at = 1
        self._may_go_on = False
        self.set_timeout()

    def wanted(self) -> int:
        """Count how many bytes must lie ready before it is worth looking again; none when a thread can begin.

        A line that woke us and brought nothing has ended, and a thread finds out how.
        """
        ready = self._look()
        before = self.parser.unreader.buf.getvalue() if self.parser else b""
        missing = bytes_missing(before + ready)
        if not missing or len(ready) == self._ready:
            self._ready, self._may_go_on = -1, False
            return 0
        self._ready = len(ready)
        self._give_leave(before + ready)
        return len(ready) + missing

    def wake_at(self, count: int) -> None:
        """Count as readable only once so many bytes lie ready, or nothing more will come."""
        if count != self._wakes_at:
            self._wakes_at = count
            with suppress(OSError):
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)

    def _look(self) -> bytes:
        self.sock.setblocking(False)
        with suppress(OSError):
            return bytes(self.sock.recv(MOST, socket.MSG_PEEK))
        return b""

    def _give_leave(self, heard: bytes) -> None:
        """Tell a sender who asks first that the body is welcome."""
        end = heard.find(END_OF_HEAD)
        if end < 0 or self._may_go_on or not WAITS_FOR_LEAVE.search(heard, 0, end + 2):
            return
        self._may_go_on = True
        with suppress(OSError):
            self.sock.send(GO_ON)


def bytes_missing(heard: bytes) -> int:
    """Tell how many bytes a request lacks at least; none when it can be answered.

    What is larger than any form is refused unread, and so is a body that does not say how long it is: nobody waits
    for either.
    """
    end = heard.find(END_OF_HEAD, 0, MOST_HEAD)
    if end < 0 and len(heard) >= MOST_HEAD:
        raise TooLong
    if end < 0:
        return 1
    length = LENGTH.search(heard, 0, end + 2)
    body = int(length[1]) if length else 0
    return max(0, end + len(END_OF_HEAD) + body - len(heard)) if body <= LONG else 0
