"""Read the log and check its chain."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Select, select

from app.audit.models import AuditHead, AuditLine
from app.audit.rules import Line, Verdict, check
from app.audit.service import chain_key
from app.errors import Refused
from app.extensions import db
from app.web.links import settings

HEADS_FILE = "audit-heads"
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError)


def verify(noted: Path | None = None) -> Verdict:
    """Check every line against its code, the stored head and the heads noted in a file."""
    heads = list_heads(noted)
    head = get_head()
    if head is not None:
        heads.setdefault(*head)
    try:
        verdict = check(Walk(at_once=1000), chain_key(), heads)
    except UNREADABLE:
        return _find_unreadable(heads)
    return verdict if verdict.broken_at else _check_end(verdict)


def _check_end(verdict: Verdict) -> Verdict:
    """Hold the end of the chain against the head as it stands after the walk; it may have grown, never shrunk."""
    db.session.rollback()
    head = get_head()
    if (head[0] if head else 0) >= verdict.count:
        return verdict
    return Verdict(verdict.count, verdict.count, "The stored head was removed or set back to an earlier line.")


def _find_unreadable(heads: dict[int, str]) -> Verdict:
    """Walk again line by line, to name the one that the database or we cannot read any more."""
    db.session.rollback()
    walk = Walk(at_once=1)
    with suppress(*UNREADABLE):
        return check(walk, chain_key(), heads)
    db.session.rollback()
    return Verdict(walk.at, walk.at, f"Line {walk.at} was changed: it can no longer be read.")


def get_head() -> tuple[int, str] | None:
    """Return the number and code of the last line, or None when nothing was recorded yet."""
    row = db.session.execute(select(AuditHead.number, AuditHead.code)).first()
    return (row.number, row.code) if row else None


def list_heads(noted: Path | None = None) -> dict[int, str]:
    """Return the heads noted in a file, by line number; without one, those the worker noted, if it did."""
    return read_heads(noted or settings().var / HEADS_FILE, required=noted is not None)


def read_heads(path: Path, *, required: bool) -> dict[int, str]:
    """Read the heads noted in a file, one `number code` a line."""
    if not path.exists() and not required:
        return {}
    try:
        rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
        return {int(number): code for number, code, *_ in rows}
    except OSError as fault:
        raise Refused(f"{path} cannot be read: {fault.strerror}.") from None
    except ValueError:
        raise Refused(f"{path} is not a list of heads: each line needs a number and a code.") from None


@dataclass(frozen=True)
class Wish:
    """Which lines somebody looks for: what happened to one thing, by whom, in which words, from when until when."""

    about: str = ""
    actor: str = ""
    verb: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what chosen lines fulfil."""
        chosen = []
        if self.about:
            chosen.append(AuditLine.about == self.about)
        if self.actor:
            chosen.append(AuditLine.actor == self.actor)
        if self.verb:
            chosen.append(AuditLine.verb.icontains(self.verb, autoescape=True))
        if self.since:
            chosen.append(AuditLine.at >= self.since)
        if self.until:
            chosen.append(AuditLine.at < self.until)
        return chosen


def search(wish: Wish, *conditions: ColumnElement[bool], before: int | None = None, limit: int) -> list[AuditLine]:
    """List the lines somebody looks for, newest first, from below a line number."""
    statement = _newest(before, limit).where(*wish.conditions(), *conditions)
    return list(db.session.scalars(statement))


def list_lines(*, before: int | None = None, about: Collection[str] = (), limit: int = 50) -> list[AuditLine]:
    """List lines, newest first, from below a line number; about all, or about what goes by one of these names."""
    statement = _newest(before, limit)
    return list(db.session.scalars(statement.where(AuditLine.about.in_(about)) if about else statement))


def _newest(before: int | None, limit: int) -> Select[AuditLine]:
    statement = select(AuditLine).order_by(AuditLine.number.desc()).limit(limit)
    return statement if before is None else statement.where(AuditLine.number < before)


class Walk:
    """The lines in order, each with its code; `at` is the place of the line being read or looked at."""

    def __init__(self, *, at_once: int) -> None:
        self.at = 0
        self._at_once = at_once

    def __iter__(self) -> Iterator[tuple[Line, str]]:
        """Read so many lines at once and give them one by one."""
        columns = AuditLine.__table__.c
        statement = select(
            columns.number, columns.at, columns.actor, columns.verb, columns.about, columns.facts, columns.code
        ).order_by(columns.number)
        self.at = 1
        with db.session.execute(statement.execution_options(yield_per=self._at_once)) as rows:
            for row in rows:
                yield Line(*row[:6]), row[6]
                self.at += 1
