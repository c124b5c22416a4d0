"""Letters waiting to be sent."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.mail.rules import State


class Letter(Base):
    """One letter: why, about what and for whom; its words are made when it is sent.

    `recipient` is a keyed hash, so that the outbox holds no address.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("purpose", "subject", "recipient"),
        Index("ix_letter_due", "state", "due_at", "id"),
        Index(
            "ix_letter_pace",
            "recipient",
            "sent_at",
            sqlite_where=text("sent_at IS NOT NULL"),
            postgresql_where=text("sent_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    recipient: Mapped[str] = mapped_column(String(64))
    state: Mapped[State] = mapped_column(enum_type(State), default=State.QUEUED)
    message_id: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(200))
