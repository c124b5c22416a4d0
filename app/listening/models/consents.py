"""The word of an author that a found post may be shown in public."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.listening.models.mentions import Mention
from app.listening.rules import ConsentGiven

STANDING = text("withdrawn_at IS NULL")


class Consent(Base):
    """One permission to show one post: how it was given, who recorded it, and whether it was withdrawn."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("uq_consent_standing", "mention_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    given: Mapped[ConsentGiven] = mapped_column(enum_type(ConsentGiven))
    place: Mapped[str] = mapped_column(String(2000), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]

    mention: Mapped[Mention] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])
