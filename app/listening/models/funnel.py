"""When posts first reached each stage, and how many did on each day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, enum_type
from app.listening.funnel.stages import Stage


class FunnelStep(Base):
    """The first time that one post reached one stage, and by whose work."""

    __tablename__ = "funnel_step"
    __table_args__ = (Index("ix_funnel_step_stage", "stage", "reached_at"),)

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(enum_type(Stage), primary_key=True)
    reached_at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    template: Mapped[str] = mapped_column(String(30), default="")


class FunnelDay(Base):
    """How many posts first reached a stage on one day (UTC), by where they came from and whose work it was.

    Nothing of a post stands here. An empty watch means a file or a person, an empty template none yet, user 0 nobody.
    """

    __tablename__ = "funnel_day"
    __table_args__ = (CheckConstraint("number >= 0", name="number_counts"),)

    reached_on: Mapped[date] = mapped_column(Date, primary_key=True)
    stage: Mapped[Stage] = mapped_column(enum_type(Stage), primary_key=True)
    network: Mapped[str] = mapped_column(String(30), primary_key=True)
    watch: Mapped[str] = mapped_column(String(10), primary_key=True)
    template: Mapped[str] = mapped_column(String(30), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
