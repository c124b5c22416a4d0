"""Gunicorn's worker with threads, which nobody at the other end of a line can keep from serving the others."""

import errno
import select
import selectors
import socket
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import util
from gunicorn.http.errors import ParseException
from gunicorn.workers import gthread

from app.web.arriving import Line, TooLong

LONGEST_REQUEST_SECONDS = 20
LONGEST_TURN_SECONDS = 0.0005
LONGEST_PARTING_SECONDS = 2
LONGEST_WELCOME_SECONDS = 1
LONGEST_DRAIN_SECONDS = 0.2
HESITATION_SECONDS = 0.5
MOST_PARTING = 500
SENT_AHEAD = 256 * 1024
NOBODY_THERE = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED}
NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """It gives a thread only to a request that is there as a whole, and waits for no one.

    Gunicorn itself waits in one of its few threads for every word of a request, and in the one thread that accepts
    for a browser to hang up after its answer: a handful of slow or silent lines would keep everybody else out.
    """

    def init_process(self) -> None:
        """Begin to watch, then to serve.

        Threads take short turns: one that holds a lock of the database is otherwise kept from giving it back by its
        neighbours, five milliseconds each, while every other process waits for it. The kernel takes whole pages off
        their hands, however slowly somebody reads.
        """
        sys.setswitchinterval(LONGEST_TURN_SECONDS)
        for door in self.sockets:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
        self._until: dict[Any, float] = {}
        self._arriving: dict[Line, float] = {}
        self._parting: dict[socket.socket, float] = {}
        threading.Thread(target=self._watch, daemon=True).start()
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Let somebody in, and wait beside everything else for the first word."""
        try:
            line, caller = listener.accept()
        except OSError as refused:
            if refused.errno in NO_ROOM:
                time.sleep(LONGEST_DRAIN_SECONDS)
            elif refused.errno not in NOBODY_THERE:
                raise
            return
        conn = Line(self.cfg, line, caller, listener.getsockname())
        conn.close = partial(self._part, conn)
        self.nr_conns += 1
        self.pending_conns.append(conn)
        self.poller.register(line, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def enqueue_req(self, conn: Line) -> None:
        """Give a request to a thread when it is there; until then listen on, or see off who talks without end."""
        try:
            wanted = conn.wanted()
        except TooLong:
            self._refuse(conn, 431, "Request Header Fields Too Large")
            return
        conn.wake_at(wanted or 1)
        if wanted:
            self._arriving.setdefault(conn, time.monotonic() + LONGEST_REQUEST_SECONDS)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._hear_more, conn))
        else:
            self._arriving.pop(conn, None)
            super().enqueue_req(conn)

    def handle(self, conn: Line) -> Any:
        """Read one request and answer it, in a thread of its own."""
        self._until[conn] = time.monotonic() + LONGEST_REQUEST_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def murder_pending(self) -> None:
        """Hang up on lines that stayed silent, that come to no end, or whose other end does not hang up."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, until in self._arriving.items() if until < now]:
            self.poller.unregister(conn.sock)
            self._refuse(conn, 408, "Request Timeout")
        for line in [line for line, until in self._parting.items() if until < now]:
            self._hang_up(line)
        self._make_room()

    def set_accept_enabled(self, enabled: bool) -> None:
        """At the end take everybody who knocked before it, then shut the door, so that nobody waits behind it in vain.

        A request that reached this machine would otherwise be lost with the queue it waits in.
        """
        is_end = not enabled and not self.alive
        until = time.monotonic() + LONGEST_WELCOME_SECONDS
        for door in self.sockets if is_end else ():
            while select.select([door], [], [], 0)[0] and time.monotonic() < until:
                self.accept(door)
        super().set_accept_enabled(enabled)
        for door in self.sockets if is_end else ():
            door.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """Wait at the end no longer for those who say nothing than for those who were answered."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _keepalive_after(self, conn: Line, keepalive: Any) -> bool:
        """Keep the line when nothing is left of the request on it; what did not come with it is not waited for."""
        try:
            return bool(keepalive and conn.parser.finish_body(deadline=time.monotonic() + LONGEST_DRAIN_SECONDS))
        except ParseException:
            return False

    def _hear_more(self, conn: Line, line: socket.socket) -> None:
        self.poller.unregister(line)
        self.enqueue_req(conn)

    def _refuse(self, conn: Line, status: int, reason: str) -> None:
        self._arriving.pop(conn, None)
        self.nr_conns -= 1
        with suppress(OSError):
            util.write_error(conn.sock, status, reason, "")
        conn.close(graceful=True)

    def _make_room(self) -> None:
        """When every place is taken, hang up on who was answered, then on who hesitates."""
        while self.nr_conns >= self.worker_connections:
            if self._parting:
                self._hang_up(next(iter(self._parting)))
            elif self.keepalived_conns:
                self._give_up(self.keepalived_conns.popleft())
            elif not self._give_up_the_slowest():
                return

    def _give_up_the_slowest(self) -> bool:
        """Hang up on who has been silent longest, or else is longest in the middle of a request; not on newcomers."""
        latest = time.monotonic() - HESITATION_SECONDS
        if self.pending_conns:
            slowest = self.pending_conns[0]
            since = slowest.timeout - self.cfg.keepalive
        elif self._arriving:
            slowest, until = next(iter(self._arriving.items()))
            since = until - LONGEST_REQUEST_SECONDS
        else:
            return False
        is_slow: bool = since < latest
        if is_slow:
            self._give_up(slowest)
        return is_slow

    def _give_up(self, conn: Line) -> None:
        self._arriving.pop(conn, None)
        with suppress(ValueError):
            self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _part(self, conn: Line, graceful: bool = False) -> None:
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
        conn.wake_at(1)
        self.nr_conns += 1
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
        self.nr_conns -= 1
        line.close()

    def _watch(self) -> None:
        while True:
            time.sleep(1)
            now = time.monotonic()
            for conn in [conn for conn, until in self._until.copy().items() if until < now]:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)
