"""Nominations that a curator typed for somebody."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.nominations.models.nominations import Nomination
from app.nominations.rules import Medium


class Entering(Base):
    """How a nomination came in by phone or on paper, who typed it, and how consent was given."""

    __tablename__ = "entering"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    medium: Mapped[Medium] = mapped_column(enum_type(Medium))
    consent_how: Mapped[str | None] = mapped_column(String(200))
    consented_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime]

    nomination: Mapped[Nomination] = relationship()
    entered_by: Mapped[User] = relationship()
