"""Record what was done; the lines join the transaction as its last statements, under one lock."""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Insert, bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import Session, SessionTransaction

from app import clock
from app.audit.models import AuditHead, AuditLine
from app.audit.rules import START, Line, code_of
from app.extensions import Base, db, table_of
from app.web.engine import run
from app.web.links import settings
from app.web.prepared import Prepared

PENDING = "audit_pending"
NAMES = ("logged_as", "public_id", "reference", "slug")

HEAD = table_of(AuditHead)
LINE = table_of(AuditLine)
GIVEN = {column.name: bindparam(column.name, type_=column.type) for column in LINE.c}
NEW_HEAD = {name: GIVEN[name] for name in ("number", "code")}


def _add_line_and_move_head() -> Insert:
    """Write one line and the new head in one round trip, which PostgreSQL can."""
    moved = update(HEAD).values(NEW_HEAD).returning(HEAD.c.number).cte("moved")
    return insert(LINE).from_select(list(GIVEN), select(*GIVEN.values())).add_cte(moved)


READ_HEAD = Prepared(select(HEAD.c.number, HEAD.c.code).with_for_update())
SET_HEAD = Prepared(insert(HEAD).values(id=1, **NEW_HEAD))
MOVE_HEAD = Prepared(update(HEAD).values(NEW_HEAD))
ADD_LINE = Prepared(insert(LINE).values(GIVEN))
ADD_LINES = insert(LINE)
ADD_LINE_AND_MOVE_HEAD = Prepared(_add_line_and_move_head())


class Actor(Protocol):
    """Whoever acts under their own name."""

    public_id: Any


@dataclass(frozen=True)
class Pending:
    """A line that waits for the commit of what it tells; `within` is the savepoint it was recorded in."""

    verb: str
    about: Base | str
    by: Actor | str
    facts: dict[str, object]
    within: SessionTransaction | None

    def as_line(self, number: int) -> Line:
        """Return the line as it is numbered and written."""
        facts = {name: str(fact) for name, fact in self.facts.items()}
        return Line(number, clock.now(), _actor(self.by), self.verb, _about(self.about), facts)


def record(verb: str, *, about: Base | str, by: Actor | str, **facts: object) -> None:
    """Note that something was done; written when the running transaction commits, gone when it does not.

    `by` is a user, or words such as "nominator", "worker" or "command line". Facts are ids, states and names of
    changed fields, never a text, an address or a mark.
    """
    session = db.session()
    recorded = Pending(verb, about, by, facts, within=session.get_nested_transaction())
    session.info.setdefault(PENDING, []).append(recorded)


@event.listens_for(db.session, "before_commit")
def _append(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending: list[Pending] = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    head = READ_HEAD.run()
    number, code = head or (0, START)
    rows = []
    for noted in pending:
        number += 1
        line = noted.as_line(number)
        code = code_of(line, code, chain_key())
        rows.append({**line.__dict__, "code": code})
    if head and len(rows) == 1 and session.get_bind().dialect.name == "postgresql":
        ADD_LINE_AND_MOVE_HEAD.run(**rows[0])
        return
    if len(rows) == 1:
        ADD_LINE.run(**rows[0])
    else:
        run(ADD_LINES, rows)
    (MOVE_HEAD if head else SET_HEAD).run(number=number, code=code)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    """Forget what was recorded within the transaction or savepoint that was rolled back."""
    pending: list[Pending] = session.info.pop(PENDING, [])
    if ended.nested:
        session.info[PENDING] = [noted for noted in pending if not _is_inside(noted.within, ended)]


def _is_inside(savepoint: SessionTransaction | None, ended: SessionTransaction) -> bool:
    while savepoint is not None and savepoint is not ended:
        savepoint = savepoint.parent
    return savepoint is ended


def chain_key() -> bytes:
    """Return the key of the chain, derived from the key that is never rotated."""
    return f"audit|{settings().lasting_key}".encode()


def _actor(by: Actor | str) -> str:
    return by if isinstance(by, str) else f"user:{by.public_id}"


def _about(about: Base | str) -> str:
    if isinstance(about, str):
        return about
    names = (getattr(about, name, None) for name in NAMES)
    return f"{about.__tablename__}:{next(filter(None, names), None) or (inspect(about).identity or ('new',))[0]}"
