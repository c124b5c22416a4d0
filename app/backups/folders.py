"""Files that are whole or not there: a folder to work in, a move in one step, and no rests of what was killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.errors import Refused

PREFIX = ".awards-backup-"


@contextmanager
def workshop(place: Path) -> Iterator[Path]:
    """Give a folder only we can read, gone at the end; what an earlier run left when it was killed goes first."""
    try:
        _clear(place)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    except OSError as wrong:
        raise Refused(f"Nothing can be written into {place}: {wrong.strerror}.") from None
    try:
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    except OSError as wrong:
        raise Refused(f"{place} took no more: {wrong.strerror or wrong}.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(made: Path, path: Path) -> None:
    """Move a finished file to where it belongs, on the disk for good, readable by its owner alone."""
    made.chmod(0o600)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _clear(place: Path) -> None:
    for left in place.glob(f"{PREFIX}*"):
        with suppress(OSError), (left / "lock").open() as lock:
            if _is_free(lock):
                shutil.rmtree(left, ignore_errors=True)


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
