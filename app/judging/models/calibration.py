"""Example entries with agreed marks, and what judges answered on them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base, enum_type
from app.judging.calibrating.rules import Demand
from app.judging.models.yardstick import Criterion, Rubric
from app.programme.models import Season
from app.web.links import new_public_id


class CalibrationRule(Base):
    """What one season asks of its judges; without a row it asks nothing."""

    __tablename__ = "calibration_rule"

    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), primary_key=True, autoincrement=False)
    demand: Mapped[Demand] = mapped_column(enum_type(Demand))


class CalibrationExample(Base):
    """An example entry on one version of the rubric; judges see it once it is ready.

    `dropped` names the criteria whose agreed marks fell out with an older version, until an organiser saves it again.
    """

    __tablename__ = "calibration_example"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"), index=True)
    title: Mapped[str] = mapped_column(String(100))
    stories: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    is_ready: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[int] = mapped_column(default=1)
    dropped: Mapped[list[str]] = mapped_column(JSON, default=list)

    season: Mapped[Season] = relationship(lazy="joined")
    rubric: Mapped[Rubric] = relationship()
    marks: Mapped[list["CalibrationMark"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def agreed(self) -> dict[str, "CalibrationMark"]:
        """Return the agreed mark of each criterion by its code."""
        return {mark.criterion.code: mark for mark in self.marks}


class CalibrationMark(Base):
    """The level the organisers agreed on for one criterion, and why; no level: it cannot be told."""

    __tablename__ = "calibration_mark"
    __table_args__ = (
        UniqueConstraint("example_id", "criterion_id"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    example_id: Mapped[int] = mapped_column(ForeignKey("calibration_example.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    level: Mapped[int | None]
    why: Mapped[str] = mapped_column(Text)

    criterion: Mapped[Criterion] = relationship(lazy="joined")


class CalibrationAnswer(Base):
    """A judge's level for one criterion of an example; each try is kept, and never changed."""

    __tablename__ = "calibration_answer"
    __table_args__ = (
        UniqueConstraint("judge_id", "example_id", "attempt", "criterion_id"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        CheckConstraint("attempt >= 1", name="attempt"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    example_id: Mapped[int] = mapped_column(ForeignKey("calibration_example.id"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    attempt: Mapped[int]
    level: Mapped[int | None]
    answered_at: Mapped[datetime]

    criterion: Mapped[Criterion] = relationship(lazy="joined")
