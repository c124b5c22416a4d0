"""Who judges what, and what they gave."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.judging.models.yardstick import Rubric
from app.judging.rules import FIRST_ROUND, AssignmentState, RecusalReason, ScorecardState
from app.nominations.models import Entry
from app.web.links import new_public_id


class Assignment(Base):
    """A judge is asked to score an entry."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("judge_id", "entry_id", "round"),
        CheckConstraint("round >= 1", name="round"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"), index=True)
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    state: Mapped[AssignmentState] = mapped_column(enum_type(AssignmentState))
    assigned_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    judge: Mapped[User] = relationship(lazy="joined")
    entry: Mapped[Entry] = relationship(lazy="joined")
    rubric: Mapped[Rubric] = relationship()

    @property
    def is_submitted(self) -> bool:
        """Tell whether the judge has handed the scorecard in."""
        return self.state is AssignmentState.SUBMITTED


class Scorecard(Base):
    """A judge's sheet for one entry; `version` counts its saves."""

    __tablename__ = "scorecard"
    __table_args__ = (
        UniqueConstraint("judge_id", "entry_id", "round"),
        ForeignKeyConstraint(
            ["judge_id", "entry_id", "round"],
            ["assignment.judge_id", "assignment.entry_id", "assignment.round"],
        ),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int]
    entry_id: Mapped[int] = mapped_column(index=True)
    round: Mapped[int] = mapped_column(default=FIRST_ROUND)
    state: Mapped[ScorecardState] = mapped_column(enum_type(ScorecardState))
    version: Mapped[int]
    saved_at: Mapped[datetime]

    marks: Mapped[list["Mark"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    remarks: Mapped[list["Remark"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class Mark(Base):
    """The answer to one criterion: a level, or none when it cannot be told. No answer is no row."""

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "criterion_id"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    level: Mapped[int | None]


class Remark(Base):
    """What a judge wrote beside one criterion, kept whether or not a level is chosen yet."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("scorecard_id", "criterion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    comment: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="")


class ScorecardVersion(Base):
    """A scorecard as it was submitted; never changed, and the only thing results read."""

    __tablename__ = "scorecard_version"
    __table_args__ = (UniqueConstraint("scorecard_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id"))
    number: Mapped[int]
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"), index=True)
    levels: Mapped[dict[str, int | None]] = mapped_column(JSON)
    remarks: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    weighted_total: Mapped[str] = mapped_column(String(8))
    story_revisions: Mapped[list[Any]] = mapped_column(JSON)
    pins: Mapped[dict[str, list[dict[str, Any]]]] = mapped_column(JSON, default=dict, server_default="{}")
    submitted_at: Mapped[datetime]


class Recusal(Base):
    """A judge stepped back from an entry."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("judge_id", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    reason: Mapped[RecusalReason] = mapped_column(enum_type(RecusalReason))
    words: Mapped[str] = mapped_column(Text, default="")
    recused_at: Mapped[datetime]
