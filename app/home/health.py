"""Whether the site can do its work, judged by a real write and kept for five seconds."""

import shutil
import time
from threading import Lock

from app.errors import Conflict, Unavailable
from app.web import slots
from app.web.actions import act
from app.web.links import settings

KEPT_SECONDS = 5
LEAST_FREE = 8 * 1024 * 1024
_lock = Lock()
_last: tuple[float, bool] = (0.0, False)


def can_write() -> bool:
    """Tell whether the database took a write within the last five seconds."""
    global _last
    with _lock:
        if time.monotonic() - _last[0] >= KEPT_SECONDS:
            _last = (time.monotonic(), _write())
        return _last[1]


def free_bytes() -> int:
    """Return what is free where this machine keeps its own files; a small write may fit where a story does not."""
    return shutil.disk_usage(settings().var).free


def _write() -> bool:
    if free_bytes() < LEAST_FREE:
        return False
    try:
        act(slots.prove_writing)
    except Unavailable:
        return False
    except Conflict:
        return True
    return True
