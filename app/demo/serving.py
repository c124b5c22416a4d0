"""Run the web server and the worker side by side, and end both together."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event
from types import FrameType

from app.errors import Refused

LOOK_EVERY = 0.2
END_WITHIN = 6.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Child = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Program:
    """A command of ours, and the signal at which it ends quickly; at SIGTERM gunicorn waits for browsers."""

    command: str
    ends_at: signal.Signals


PROGRAMS = {"web server": Program("serve", signal.SIGQUIT), "worker": Program("worker", signal.SIGTERM)}


def serve(address: tuple[str, int], *, when_ready: Callable[[], None]) -> None:
    """Run both until a signal comes; raise Refused when one of them ends by itself."""
    with told_to_stop() as stop, children_running() as children:
        if wait_until(lambda: answers(*address), stop, children):
            when_ready()
            wait_until(lambda: False, stop, children)


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """Hear Ctrl-C, a request to end and a closed terminal as the same wish."""
    stop = Event()

    def hear(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, hear) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def children_running() -> Iterator[dict[str, Child]]:
    """Start both, each in a group of its own so that only we hear Ctrl-C, and leave none behind."""
    children: dict[str, Child] = {}
    try:
        for name, program in PROGRAMS.items():
            command = [sys.executable, "-m", "app", program.command]
            children[name] = subprocess.Popen(command, start_new_session=True)  # noqa: S603  our own words
        yield children
    finally:
        end(children)


def end(children: dict[str, Child]) -> None:
    """Ask all children to end, and end by force what is left after a few seconds."""
    for name, child in children.items():
        if child.poll() is None:
            child.send_signal(PROGRAMS[name].ends_at)
    deadline = time.monotonic() + END_WITHIN
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def wait_until(is_reached: Callable[[], bool], stop: Event, children: dict[str, Child]) -> bool:
    """Wait for something; False when we were told to stop. Raises Refused when a child ended by itself."""
    while not is_reached():
        for name, child in children.items():
            if child.poll() is not None:
                raise Refused(f"The {name} ended by itself (exit code {child.returncode}), so the demo has stopped.")
        if stop.wait(LOOK_EVERY):
            return False
    return not stop.is_set()


def answers(host: str, port: int) -> bool:
    """Tell whether the site answers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
