"""Saved searches, where each stands, and what could not be read or taken in."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.web.links import new_public_id


class Watch(Base):
    """One saved search, put to every network it names; a query written by hand replaces its phrases on X."""

    __tablename__ = "watch"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    networks: Mapped[list[str]] = mapped_column(JSON)
    phrases: Mapped[list[str]] = mapped_column(JSON, default=list)
    hashtags: Mapped[list[str]] = mapped_column(JSON, default=list)
    exclusions: Mapped[list[str]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    feeds: Mapped[list[str]] = mapped_column(JSON, default=list)
    x_query: Mapped[str] = mapped_column(String(4096), default="")
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    every_minutes: Mapped[int] = mapped_column(default=15)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)

    searches: Mapped[list["Search"]] = relationship(back_populates="watch", order_by="Search.id")


class Search(Base):
    """One query of a watch on one network: when it is due, where it stands, and who is reading it."""

    __tablename__ = "search"
    __table_args__ = (
        UniqueConstraint("watch_id", "network", "query_hash"),
        Index("ix_search_due", "network", "due_at"),
        CheckConstraint("version >= 0", name="version_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id", ondelete="CASCADE"))
    network: Mapped[str] = mapped_column(String(30))
    query: Mapped[str] = mapped_column(Text)
    query_hash: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    refused: Mapped[str | None] = mapped_column(String(300))
    trouble: Mapped[str | None] = mapped_column(String(300))
    trouble_since: Mapped[datetime | None]
    floor_id: Mapped[str | None] = mapped_column(String(40))
    drain_high_id: Mapped[str | None] = mapped_column(String(40))
    drain_token: Mapped[str | None] = mapped_column(String(500))
    drain_oldest_id: Mapped[str | None] = mapped_column(String(40))
    drain_started_at: Mapped[datetime | None]
    drain_from_at: Mapped[datetime | None]
    validators: Mapped[str | None] = mapped_column(String(1000))
    seen: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[datetime | None]

    watch: Mapped[Watch] = relationship(back_populates="searches")


class ReadingGap(Base):
    """A stretch of time whose posts a watch could no longer get; a curator closes it with a reason."""

    __tablename__ = "reading_gap"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_by_somebody"),
        CheckConstraint("(closed_at IS NULL) = (closed_reason IS NULL)", name="closed_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id", ondelete="CASCADE"), index=True)
    network: Mapped[str] = mapped_column(String(30))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    noticed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    closed_reason: Mapped[str | None] = mapped_column(String(300))

    watch: Mapped[Watch] = relationship()
    closed_by: Mapped[User | None] = relationship()


class Quarantine(Base):
    """A post that could not be taken in: where it stood and why, never its body."""

    __tablename__ = "quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    network: Mapped[str | None] = mapped_column(String(30))
    post_id: Mapped[str | None] = mapped_column(String(200))
    line_number: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300))
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id", ondelete="SET NULL"))
    noticed_at: Mapped[datetime]

    watch: Mapped[Watch | None] = relationship()
