"""Who had a nomination in hand."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Moderation(Base):
    """One person who did something to a nomination, and so judges no entry it counts towards."""

    __tablename__ = "moderation"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
