"""What curators ask nominators, and what they answer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.nominations.models.nominations import Nomination


class NominationQuestion(Base):
    """One question of a curator to the nominator; it may be answered once, and emptied."""

    __tablename__ = "nomination_question"
    __table_args__ = (
        CheckConstraint("(erased_at IS NULL) = (question IS NOT NULL)", name="whole_or_erased"),
        CheckConstraint("answer IS NULL OR answered_at IS NOT NULL", name="answer_has_time"),
        Index("ix_nomination_question_nomination", "nomination_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    question: Mapped[str | None] = mapped_column(Text)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship()
    asked_by: Mapped[User | None] = relationship()
