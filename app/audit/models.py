"""Audit lines and the head of their chain."""

from datetime import datetime

from sqlalchemy import DDL, JSON, CheckConstraint, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from app.audit.triggers import append_only
from app.extensions import Base


class AuditLine(Base):
    """One change: who did what to which row."""

    __tablename__ = "audit_line"
    __table_args__ = (Index("ix_audit_line_about", "about", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))
    verb: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(80))
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    code: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The number and code of the last line; its row is the lock that puts writers in order."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    code: Mapped[str] = mapped_column(String(64))


for statement in append_only("audit_line"):
    event.listen(AuditLine.__table__, "after_create", DDL(statement.sql).execute_if(dialect=statement.dialect))  # type: ignore[no-untyped-call]
