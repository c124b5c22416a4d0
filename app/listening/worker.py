"""Let networks be read when their searches are due, each pass in a process of its own."""

import atexit
import subprocess
import sys
from collections.abc import Callable

from app.listening import queries
from app.listening.draining import Report
from app.listening.passes import may_read
from app.listening.sources.opening import NETWORKS, missing
from app.web.links import settings

_passes: "list[subprocess.Popen[bytes]]" = []


def start_pass() -> None:
    """Start `awards listen once` beside the worker, which has letters to send meanwhile."""
    started = subprocess.Popen([sys.executable, "-m", "app.cli", "listen", "once"])
    _passes.append(started)
    atexit.unregister(end_passes)
    atexit.register(end_passes)


def end_passes() -> None:
    """Ask the passes that still run to end, when the worker ends."""
    for each in _passes:
        each.terminate()


def read_due(start: Callable[[], None] = start_pass) -> bool:
    """Start a pass when a search is due and none is running; return whether one was started."""
    _passes[:] = [each for each in _passes if each.poll() is None]
    if _passes or not any(map(is_due, NETWORKS)):
        return False
    start()
    return True


def is_due(network: str) -> bool:
    """Tell whether a network is set up, may be asked now, and has a search that waits."""
    if missing(network, settings()) or not may_read(network, Report(network)):
        return False
    return bool(queries.list_searches_to_read(network, is_asked=False))
