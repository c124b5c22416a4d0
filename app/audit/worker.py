"""Note the head of the chain outside the database, where whoever edits the database does not look."""

from app import clock
from app.audit.queries import HEADS_FILE, get_head
from app.web.links import settings


def note_head() -> bool:
    """Append the head to `var/audit-heads` when it moved; return whether it had."""
    head = get_head()
    if head is None:
        return False
    path = settings().var / HEADS_FILE
    line = f"{head[0]} {head[1]}"
    noted = path.read_text().splitlines() if path.exists() else []
    if noted and noted[-1].startswith(line):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(f"{line} {clock.now().isoformat(timespec='seconds')}\n")
    return True
