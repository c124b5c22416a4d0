"""When a curator wants the best posts by letter."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.web.links import new_public_id

IS_ON = text("next_at IS NOT NULL")


class Digest(Base):
    """One curator's wish for a letter with the best open posts; empty lists mean all.

    `next_at` is the instant of the next letter, empty while it is off; `last_on` the local day that had one.
    """

    __tablename__ = "digest"
    __table_args__ = (
        Index("ix_digest_due", "next_at", sqlite_where=IS_ON, postgresql_where=IS_ON),
        CheckConstraint("hour >= 0 AND hour <= 23", name="hour_of_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    hour: Mapped[int]
    zone: Mapped[str] = mapped_column(String(60))
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    networks: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    next_at: Mapped[datetime | None]
    last_on: Mapped[date | None] = mapped_column(Date)

    user: Mapped[User] = relationship()

    @property
    def is_on(self) -> bool:
        """Tell whether letters go out."""
        return self.next_at is not None
