"""Passages of stories that a judge pinned to a criterion, and why a submitted scorecard was taken back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.judging.rules import FIRST_ROUND
from app.web.links import new_public_id


class Pin(Base):
    """A stretch of one revision of a story, counted in characters as it was written: never its words.

    It belongs to the assignment, so that a passage can be pinned before the first draft is saved, and so that
    pinning never changes the version that drafts are saved over.
    """

    __tablename__ = "pin"
    __table_args__ = (
        UniqueConstraint(
            "judge_id",
            "entry_id",
            "round",
            "criterion_id",
            "nomination_id",
            "revision",
            "start",
            "end",
            name="uq_pin_passage",
        ),
        ForeignKeyConstraint(
            ["judge_id", "entry_id", "round"],
            ["assignment.judge_id", "assignment.entry_id", "assignment.round"],
        ),
        CheckConstraint('start >= 0 AND "end" > start', name="holds_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    judge_id: Mapped[int]
    entry_id: Mapped[int]
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    revision: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    pinned_at: Mapped[datetime]


class Reopening(Base):
    """A judge took a submitted scorecard back, and said why; never changed."""

    __tablename__ = "reopening"

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    reopened_at: Mapped[datetime]


class CalendarLink(Base):
    """How often a judge asked for a new private address of their calendar; each one ends the one before."""

    __tablename__ = "calendar_link"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    generation: Mapped[int]
