"""Letters waiting to be sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.mail.rules import State


def _index_where(condition: str, name: str, *columns: str) -> Index:
    where = text(condition)
    return Index(f"ix_letter_{name}", *columns, sqlite_where=where, postgresql_where=where)


class Letter(Base):
    """One letter: why, about what and for whom; its words are made when it is sent.

    `recipient` and `lane` are keyed hashes, so that the outbox holds no address; letters in one lane share a pace.
    A letter that was joined travels inside another one for as long as that one waits.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("purpose", "subject", "recipient"),
        Index("ix_letter_due", "state", "due_at", "id"),
        _index_where("sent_at IS NOT NULL", "pace", "recipient", "sent_at"),
        _index_where("lane IS NOT NULL AND sent_at IS NOT NULL", "lane", "lane", "sent_at"),
        _index_where("state = 'queued'", "waiting", "recipient", "purpose"),
        _index_where("joined_into_id IS NOT NULL", "joined", "joined_into_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    recipient: Mapped[str] = mapped_column(String(64))
    lane: Mapped[str | None] = mapped_column(String(64))
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    state: Mapped[State] = mapped_column(enum_type(State), default=State.QUEUED)
    message_id: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(200))


class MailRefusal(Base):
    """An address that wants no news, as a keyed hash; letters somebody asked for still go there."""

    __tablename__ = "mail_refusal"

    recipient: Mapped[str] = mapped_column(String(64), primary_key=True)
    refused_at: Mapped[datetime]
