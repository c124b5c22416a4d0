"""Watches and where they stand, what they found, who answers it, and what reading costs."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.listening.sources import FailureKind
from app.web.links import new_public_id

OPEN_CLAIM = text("ended_at IS NULL")
LIVE_OUTREACH = text("state <> 'abandoned'")


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


class Mention(Base):
    """One public post that a watch found or a file brought, with its score and what became of it."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("network", "post_id"),
        Index("ix_mention_queue", "state", "score", "id"),
        Index("ix_mention_author", "network", "author_id"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_in_range"),
        CheckConstraint("(state = 'dismissed') = (dismissed_reason IS NOT NULL)", name="dismissed_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    network: Mapped[str] = mapped_column(String(30))
    post_id: Mapped[str] = mapped_column(String(200))
    version_id: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(2000))
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    posted_at: Mapped[datetime]
    author_id: Mapped[str] = mapped_column(String(200))
    author_handle: Mapped[str] = mapped_column(String(200))
    author_name: Mapped[str] = mapped_column(String(200))
    score: Mapped[float] = mapped_column(Double)
    reasons: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[MentionState] = mapped_column(enum_type(MentionState), default=MentionState.NEW)
    note: Mapped[str] = mapped_column(Text, default="")
    dismissed_reason: Mapped[DismissReason | None] = mapped_column(enum_type(DismissReason))
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    dismissed_at: Mapped[datetime | None]
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id", ondelete="SET NULL"), index=True)
    found_at: Mapped[datetime]
    charged_on: Mapped[date | None] = mapped_column(Date)

    watch: Mapped[Watch | None] = relationship()
    dismissed_by: Mapped[User | None] = relationship()


class Claim(Base):
    """One curator's word to answer one mention; it runs out by itself."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("uq_claim_open", "mention_id", unique=True, sqlite_where=OPEN_CLAIM, postgresql_where=OPEN_CLAIM),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    claimed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    mention: Mapped[Mention] = relationship()
    user: Mapped[User] = relationship()


class Outreach(Base):
    """One reply that a curator writes and sends by hand, with the code its link carries."""

    __tablename__ = "outreach"
    __table_args__ = (
        Index(
            "uq_outreach_live", "mention_id", unique=True, sqlite_where=LIVE_OUTREACH, postgresql_where=LIVE_OUTREACH
        ),
        Index("ix_outreach_sender", "user_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    state: Mapped[OutreachState] = mapped_column(enum_type(OutreachState), default=OutreachState.DRAFT)
    template: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
    reply_url: Mapped[str | None] = mapped_column(String(2000))
    drafted_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    first_visited_at: Mapped[datetime | None]
    last_visited_on: Mapped[date | None] = mapped_column(Date)

    mention: Mapped[Mention] = relationship()
    user: Mapped[User] = relationship()


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
