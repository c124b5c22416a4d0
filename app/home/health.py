"""Whether the site can do its work, judged by a real write and kept for five seconds."""

import time
from threading import Lock

from app.errors import Conflict, Unavailable
from app.web import slots
from app.web.actions import act

KEPT_SECONDS = 5
_lock = Lock()
_last: tuple[float, bool] = (0.0, False)


def can_write() -> bool:
    """Tell whether the database took a write within the last five seconds."""
    global _last
    with _lock:
        if time.monotonic() - _last[0] >= KEPT_SECONDS:
            _last = (time.monotonic(), _write())
        return _last[1]


def _write() -> bool:
    try:
        act(slots.prove_writing)
    except Unavailable:
        return False
    except Conflict:
        return True
    return True
