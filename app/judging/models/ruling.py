"""The rule that a category's result goes by, fixed before anybody judges."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.judging.deciding.rules import Figure


class ResultRule(Base):
    """What organisers chose for a category; without a row the usual rule holds."""

    __tablename__ = "result_rule"
    __table_args__ = (
        CheckConstraint("0 <= shortlist_line AND shortlist_line <= award_line AND award_line <= 100", name="lines"),
    )

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    official: Mapped[Figure] = mapped_column(enum_type(Figure))
    shortlist_line: Mapped[int]
    award_line: Mapped[int]
    chosen_at: Mapped[datetime]
