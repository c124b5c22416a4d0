"""Record what was done; the lines join the transaction as its last statements, under one lock."""

from typing import Any, Protocol

from sqlalchemy import event, insert, inspect, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.models import AuditHead, AuditLine
from app.audit.rules import START, Line, code_of
from app.extensions import Base, db
from app.web.links import settings

PENDING = "audit_pending"


class Actor(Protocol):
    """Whoever acts under their own name."""

    public_id: Any


def record(verb: str, *, about: Base | str, by: Actor | str, **facts: object) -> None:
    """Note that something was done; written when the running transaction commits, gone when it does not.

    `by` is a user, or words such as "nominator", "worker" or "command line". Facts are ids, states and names of
    changed fields, never a text, an address or a mark.
    """
    db.session().info.setdefault(PENDING, []).append((verb, about, by, facts))


@event.listens_for(db.session, "before_commit")
def _append(session: Session) -> None:
    pending = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    head = session.execute(select(AuditHead.number, AuditHead.code).with_for_update()).first()
    number, code = head or (0, START)
    rows = []
    for verb, about, by, facts in pending:
        number += 1
        line = Line(number, clock.now(), _actor(by), verb, _about(about), {k: str(v) for k, v in facts.items()})
        code = code_of(line, code, chain_key())
        rows.append({**line.__dict__, "code": code})
    session.execute(insert(AuditLine), rows)
    if head is None:
        session.execute(insert(AuditHead).values(id=1, number=number, code=code))
    else:
        session.execute(update(AuditHead).values(number=number, code=code))


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, _previous: Any) -> None:
    session.info.pop(PENDING, None)


def chain_key() -> bytes:
    """Return the key of the chain, derived from the key that is never rotated."""
    return f"audit|{settings().lasting_key}".encode()


def _actor(by: Actor | str) -> str:
    return by if isinstance(by, str) else f"user:{by.public_id}"


def _about(about: Base | str) -> str:
    if isinstance(about, str):
        return about
    name = getattr(about, "public_id", None) or getattr(about, "reference", None) or getattr(about, "slug", None)
    return f"{inspect(about).mapper.local_table.name}:{name or inspect(about).identity[0]}"
