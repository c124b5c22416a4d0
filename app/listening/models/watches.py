"""Saved searches, where each stands, and what could not be read or taken in."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.web.links import new_public_id


class Watch(Base):
    """One saved search on one network."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("network", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    network: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(120))
    query: Mapped[str] = mapped_column(String(4096))
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    every_minutes: Mapped[int] = mapped_column(default=15)
    due_at: Mapped[datetime]
    refused: Mapped[str | None] = mapped_column(String(300))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]

    created_by: Mapped[User | None] = relationship()


class WatchCursor(Base):
    """Where one search of a watch stands, who is reading it, and how often the row was written."""

    __tablename__ = "watch_cursor"
    __table_args__ = (UniqueConstraint("watch_id", "query_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id", ondelete="CASCADE"))
    query_hash: Mapped[str] = mapped_column(String(64))
    floor_id: Mapped[str | None] = mapped_column(String(20))
    drain_high_id: Mapped[str | None] = mapped_column(String(20))
    drain_token: Mapped[str | None] = mapped_column(String(500))
    drain_oldest_id: Mapped[str | None] = mapped_column(String(20))
    drain_started_at: Mapped[datetime | None]
    drain_from_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[datetime | None]

    watch: Mapped[Watch] = relationship()


class ReadingGap(Base):
    """A stretch of time whose posts a watch could no longer get."""

    __tablename__ = "reading_gap"

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id", ondelete="CASCADE"), index=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    noticed_at: Mapped[datetime]


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
