"""Let networks be read when their searches are due, each pass in a process of its own."""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable

from app.extensions import queue
from app.listening import queries
from app.listening.passes.draining import Report
from app.listening.passes.network import may_read
from app.listening.queries.checking import is_any_to_check
from app.listening.service.checking import wipe_overdue
from app.listening.service.moves import forget_moves
from app.listening.service.snoozing import wake
from app.listening.service.tallying import add_up
from app.listening.sources.opening import NETWORKS, missing
from app.web.actions import act
from app.web.links import settings

# Threads that come and go leave their own heaps behind in pieces: glibc's memory grew by 6 % in ten minutes of reading.
ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}
_passes: "list[subprocess.Popen[bytes]]" = []
_checks: "list[subprocess.Popen[bytes]]" = []
_rescorings: "list[subprocess.Popen[bytes]]" = []


def start_pass() -> None:
    """Start `awards listen once` beside the worker, which has letters to send meanwhile."""
    start_beside(_passes, "once")


def start_check() -> None:
    """Start `awards listen check --due` beside the worker."""
    start_beside(_checks, "check", "--due")


def start_rescoring() -> None:
    """Start `awards listen rescore` beside the worker."""
    start_beside(_rescorings, "rescore")


def start_beside(running: "list[subprocess.Popen[bytes]]", *words: str) -> None:
    """Start a command of `awards listen` in a process of its own, and end it with the worker."""
    command = [sys.executable, "-m", "app", "listen", *words]
    running.append(subprocess.Popen(command, env={**ONE_ARENA, **os.environ}))  # noqa: S603
    atexit.unregister(end_passes)
    atexit.register(end_passes)


def end_passes() -> None:
    """Ask the passes and checks that still run to end, when the worker ends."""
    for each in (*_passes, *_checks, *_rescorings):
        each.terminate()


def read_due(start: Callable[[], None] = start_pass) -> bool:
    """Start a pass when a search is due and none is running; return whether one was started."""
    _passes[:] = [each for each in _passes if each.poll() is None]
    if _passes or not any(map(is_due, NETWORKS)):
        return False
    start()
    return True


def rescore_at_night(start: Callable[[], None] = start_rescoring) -> bool:
    """Look anew at open posts, unless that still goes on; return whether it was started."""
    _rescorings[:] = [each for each in _rescorings if each.poll() is None]
    if _rescorings:
        return False
    start()
    return True


def keep_queue() -> int:
    """Bring back what was put off until now, and keep the counts of the queue short; return how many came back."""
    woken = 0
    while not queue.is_stopping and (some := act(wake)):
        woken += some
    act(add_up)
    act(forget_moves)
    return woken


def is_due(network: str) -> bool:
    """Tell whether a network is set up, may be asked now, and has a search that waits."""
    if missing(network, settings()) or not may_read(network, Report(network)):
        return False
    return bool(queries.list_searches_to_read(network, is_asked=False))


def check_due(start: Callable[[], None] = start_check) -> bool:
    """Start a check when a post was not checked for a day and none is running; return whether one was started.

    What a network said is gone, and could not be asked after again, goes before a day is over.
    """
    for network in NETWORKS:
        act(wipe_overdue, network)
    _checks[:] = [each for each in _checks if each.poll() is None]
    if _checks or not any(map(is_check_due, NETWORKS)):
        return False
    start()
    return True


def is_check_due(network: str) -> bool:
    """Tell whether a network is set up, may be asked now, and brought a post that waits to be checked."""
    if missing(network, settings()) or not may_read(network, Report(network)):
        return False
    return is_any_to_check(network)
