"""How a network answers, and what reading it costs."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.listening.sources.protocol import FailureKind


class SourceHealth(Base):
    """How a network answered of late, and until when we leave it alone."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(String(30), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    failure_kind: Mapped[FailureKind | None] = mapped_column(enum_type(FailureKind))
    failure: Mapped[str | None] = mapped_column(String(300))
    is_paused: Mapped[bool] = mapped_column(Boolean, default=False)
    retry_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    newest_posted_at: Mapped[datetime | None]
    rate_limit: Mapped[int | None]
    rate_remaining: Mapped[int | None]
    rate_resets_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    check_failed_at: Mapped[datetime | None]
    check_failure: Mapped[str | None] = mapped_column(String(300))


class ReadSpend(Base):
    """What one request may cost, reserved before it and settled after; millionths of a dollar.

    A row that was never settled counts in full: a crash can only make us more careful.
    """

    __tablename__ = "read_spend"
    __table_args__ = (
        Index("ix_read_spend_day", "network", "spent_on"),
        CheckConstraint("reserved >= 0 AND (settled IS NULL OR settled >= 0)", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(String(30))
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id", ondelete="SET NULL"))
    spent_on: Mapped[date] = mapped_column(Date)
    reserved: Mapped[int] = mapped_column(BigInteger)
    settled: Mapped[int | None] = mapped_column(BigInteger)
    reserved_at: Mapped[datetime]
    is_check: Mapped[bool] = mapped_column(Boolean, default=False)


class ReadingDay(Base):
    """What reading one network came to on one day (UTC)."""

    __tablename__ = "reading_day"
    __table_args__ = (UniqueConstraint("network", "read_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(String(30))
    read_on: Mapped[date] = mapped_column(Date)
    pages: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    edited: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    passed_over: Mapped[int] = mapped_column(default=0)
    set_aside: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)


class SourceSession(Base):
    """The session with a network that wants a log-in, sealed, and which process renews it just now.

    `account` names the account and its server; the session of another one is of no use.
    """

    __tablename__ = "source_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(String(30), unique=True)
    account: Mapped[str] = mapped_column(String(2300), default="")
    sealed: Mapped[str] = mapped_column(Text, default="")
    logged_in_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[datetime | None]
