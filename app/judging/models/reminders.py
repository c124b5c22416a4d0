"""When judges were reminded, and whether a season reminds them by itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class JudgeReminder(Base):
    """A judge was reminded of what waits for them in a season."""

    __tablename__ = "judge_reminder"
    __table_args__ = (Index("ix_judge_reminder_last", "season_id", "judge_id", "reminded_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    reminded_at: Mapped[datetime]


class ReminderSwitch(Base):
    """Whether a season reminds its judges by itself; without a row it does."""

    __tablename__ = "reminder_switch"

    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), primary_key=True)
    is_on: Mapped[bool]
