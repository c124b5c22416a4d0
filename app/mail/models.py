"""Letters waiting to be sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.mail.rules import State
from app.web.links import new_public_id

IN_LANE = text("lane IS NOT NULL")


def _index_where(condition: str, name: str, *columns: str) -> Index:
    where = text(condition)
    return Index(f"ix_letter_{name}", *columns, sqlite_where=where, postgresql_where=where)


class Letter(Base):
    """One letter: why, about what and for whom; its words are made when it is sent.

    `recipient` and `lane` are keyed hashes, so that the outbox holds no address; letters in one lane share a pace.
    A letter that was joined travels inside another one for as long as that one waits. A bundle was queued at once,
    with one text for many.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("purpose", "subject", "recipient"),
        Index("ix_letter_due", "state", "due_at", "id"),
        _index_where("state = 'queued'", "waiting", "recipient", "purpose"),
        _index_where("joined_into_id IS NOT NULL", "joined", "joined_into_id"),
        _index_where("bundle IS NOT NULL", "bundle", "bundle", "state"),
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
    bundle: Mapped[str | None] = mapped_column(String(10))


class LetterAttempt(Base):
    """What became of a letter when its turn came: one row each time, until it is forgotten."""

    __tablename__ = "letter_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    state: Mapped[State] = mapped_column(enum_type(State))
    reason: Mapped[str | None] = mapped_column(String(200))


class LetterSending(Base):
    """One time that a letter left the house; paces count these, and they are kept for the longest pace."""

    __tablename__ = "letter_sending"
    __table_args__ = (
        Index("ix_letter_sending_recipient", "recipient", "purpose", "sent_at"),
        Index("ix_letter_sending_lane", "lane", "sent_at", sqlite_where=IN_LANE, postgresql_where=IN_LANE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(60))
    recipient: Mapped[str] = mapped_column(String(64))
    lane: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(index=True)


class MailRefusal(Base):
    """An address that wants no news, as a keyed hash; letters somebody asked for still go there."""

    __tablename__ = "mail_refusal"

    recipient: Mapped[str] = mapped_column(String(64), primary_key=True)
    refused_at: Mapped[datetime]


class LetterVersion(Base):
    """The words of a letter as organisers wrote them once; the newest counts, one without words is the ready-made."""

    __tablename__ = "letter_version"
    __table_args__ = (
        UniqueConstraint("purpose", "template", "number"),
        CheckConstraint("(title IS NULL) = (body IS NULL)", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(60))
    template: Mapped[str] = mapped_column(String(120))
    number: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    like_number: Mapped[int | None]


class LetterTrial(Base):
    """A letter that an organiser sends to their own address to see it, with example values; kept for a day."""

    __tablename__ = "letter_trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
