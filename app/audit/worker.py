"""Note the head of the chain outside the database, where whoever edits the database does not look."""

from pathlib import Path

from app import clock
from app.audit.queries import HEADS_FILE, get_head
from app.web.links import settings

LINE_BYTES = 200


def note_head() -> bool:
    """Append the head to `var/audit-heads` when it moved; return whether it had."""
    head = get_head()
    if head is None:
        return False
    path = settings().var / HEADS_FILE
    line = f"{head[0]} {head[1]}"
    if _last_line(path).startswith(line):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(f"{line} {clock.now().isoformat(timespec='seconds')}\n")
    return True


def _last_line(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LINE_BYTES))
        lines = file.read().splitlines()
    return lines[-1].decode() if lines else ""
