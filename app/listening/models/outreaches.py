"""Replies that curators write and send by hand."""

from datetime import date, datetime

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.listening.models.contacts import Contact
from app.listening.models.mentions import Mention
from app.listening.rules import OutreachState
from app.web.links import new_public_id

LIVE_OUTREACH = text("state <> 'abandoned'")


class Outreach(Base):
    """One reply that a curator writes and sends by hand, with the code its link carries."""

    __tablename__ = "outreach"
    __table_args__ = (
        Index(
            "uq_outreach_live", "mention_id", unique=True, sqlite_where=LIVE_OUTREACH, postgresql_where=LIVE_OUTREACH
        ),
        Index("ix_outreach_sender", "user_id", "state", "id"),
        Index("ix_outreach_words", "words_hash", "sent_at"),
        Index("ix_outreach_sent", "sent_at"),
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
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    words_hash: Mapped[str | None] = mapped_column(String(64))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)

    mention: Mapped[Mention] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    contact: Mapped[Contact | None] = relationship()
