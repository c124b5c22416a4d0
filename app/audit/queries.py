"""Read the log and check its chain."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from app.audit.models import AuditHead, AuditLine
from app.audit.rules import Line, Verdict, check
from app.audit.service import chain_key
from app.errors import Refused
from app.extensions import db
from app.web.links import settings

HEADS_FILE = "audit-heads"


def verify(noted: Path | None = None) -> Verdict:
    """Check every line against its code, the stored head and the heads noted in a file."""
    heads = read_heads(noted or settings().var / HEADS_FILE, required=noted is not None)
    head = get_head()
    if head is not None:
        heads.setdefault(head[0], head[1])
    return check(_lines(), chain_key(), heads)


def get_head() -> tuple[int, str] | None:
    """Return the number and code of the last line, or None when nothing was recorded yet."""
    row = db.session.execute(select(AuditHead.number, AuditHead.code)).first()
    return (row.number, row.code) if row else None


def read_heads(path: Path, *, required: bool) -> dict[int, str]:
    """Read the heads noted in a file, one `number code` a line."""
    if not path.exists():
        if required:
            raise Refused(f"There is no file {path}.")
        return {}
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    try:
        return {int(number): code for number, code, *_ in rows}
    except ValueError:
        raise Refused(f"{path} is not a list of heads: each line needs a number and a code.") from None


def list_lines(*, before: int | None = None, about: str | None = None, limit: int = 50) -> list[AuditLine]:
    """List lines, newest first, from below a line number."""
    statement = select(AuditLine).order_by(AuditLine.number.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditLine.number < before)
    if about:
        statement = statement.where(AuditLine.about == about)
    return list(db.session.scalars(statement))


def _lines() -> Iterator[tuple[Line, str]]:
    columns = AuditLine.__table__.c
    statement = select(
        columns.number, columns.at, columns.actor, columns.verb, columns.about, columns.facts, columns.code
    ).order_by(columns.number)
    for row in db.session.execute(statement.execution_options(yield_per=1000)):
        yield Line(*row[:6]), row[6]
