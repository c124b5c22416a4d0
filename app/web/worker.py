"""Gunicorn's worker with threads, which nobody at the other end of a line can keep from serving the others."""

import select
import selectors
import socket
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers import gthread

LONGEST_REQUEST_SECONDS = 20
LONGEST_TURN_SECONDS = 0.0005
LONGEST_PARTING_SECONDS = 2
MOST_PARTING = 500


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """It hangs up on a request that does not come to its end, and waits for no one who says nothing.

    Gunicorn itself waits in one of its few threads for the first word of a line, and in the one thread that accepts
    for a browser to hang up after its answer: a handful of silent lines would keep everybody else out.
    """

    def init_process(self) -> None:
        """Begin to watch, then to serve.

        Threads take short turns: one that holds a lock of the database is otherwise kept from giving it back by its
        neighbours, five milliseconds each, while every other process waits for it.
        """
        sys.setswitchinterval(LONGEST_TURN_SECONDS)
        self._until: dict[Any, float] = {}
        self._parting: dict[socket.socket, float] = {}
        threading.Thread(target=self._watch, daemon=True).start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Read one request and answer it, in a thread of its own, once there is something to read."""
        if self.alive and not conn.initialized and not conn.wait_for_data(0):
            return gthread._DEFER
        self._until[conn] = time.monotonic() + LONGEST_REQUEST_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Keep the line or part with it."""
        conn.close = partial(self._part, conn)
        super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Hang up on lines that stayed silent, and on those whose other end does not hang up."""
        super().murder_pending()
        now = time.monotonic()
        for line in [line for line, until in self._parting.items() if until < now]:
            self._hang_up(line)

    def set_accept_enabled(self, enabled: bool) -> None:
        """At the end take everybody who knocked before it, then shut the door, so that nobody waits behind it in vain.

        A request that reached this machine would otherwise be lost with the queue it waits in.
        """
        is_end = not enabled and not self.alive
        for door in self.sockets if is_end else ():
            while select.select([door], [], [], 0)[0]:
                self.accept(door)
        super().set_accept_enabled(enabled)
        for door in self.sockets if is_end else ():
            door.close()

    def _part(self, conn: Any, graceful: bool = False) -> None:
        """Say goodbye and listen on for a moment, beside everything else; a line cut at once can lose its answer."""
        line = conn.sock
        if not graceful or len(self._parting) >= MOST_PARTING:
            line.close()
            return
        try:
            line.shutdown(socket.SHUT_WR)
        except OSError:
            line.close()
            return
        line.setblocking(False)
        self._parting[line] = time.monotonic() + LONGEST_PARTING_SECONDS
        self.poller.register(line, selectors.EVENT_READ, self._listen_on)

    def _listen_on(self, line: socket.socket) -> None:
        rest = b""
        with suppress(OSError):
            rest = line.recv(1 << 16)
        if not rest:
            self._hang_up(line)

    def _hang_up(self, line: socket.socket) -> None:
        self._parting.pop(line)
        self.poller.unregister(line)
        line.close()

    def _watch(self) -> None:
        while True:
            time.sleep(1)
            now = time.monotonic()
            for conn in [conn for conn, until in list(self._until.items()) if until < now]:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)
