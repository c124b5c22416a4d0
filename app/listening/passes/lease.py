"""Name the running process so that others on this machine can tell whether it is still there."""

import os
import platform
from pathlib import Path

LASTS_SECONDS = 120


def own_name() -> str:
    """Return host, process id and start of this process."""
    pid = os.getpid()
    return f"{host()}/{pid}/{started(pid)}"


def is_gone(owner: str) -> bool:
    """Tell whether a process of this machine has ended; of another machine nothing can be told."""
    where, _, rest = owner.rpartition("/")
    name, _, pid = where.rpartition("/")
    if name != host() or not pid.isdecimal():
        return False
    return not is_running(int(pid)) or started(int(pid)) != rest


def is_running(pid: int) -> bool:
    """Tell whether a process with this id runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def started(pid: int) -> str:
    """Return the start of a process in clock ticks, since ids are used again; empty where the system does not tell."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def host() -> str:
    """Return this machine's name."""
    return platform.node()[:60]
