"""The yardstick, who judges what, the scorecards, and what was decided from them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.judging.rules import (
    FIRST_ROUND,
    AssignmentState,
    AwardState,
    Outcome,
    Profile,
    RecusalReason,
    ScorecardState,
)
from app.judging.triggers import APPEND_ONLY, GUARDS, statements_for
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.links import new_public_id


class Rubric(Base):
    """One version of one profile of the yardstick; frozen once a judge has been asked to use it."""

    __tablename__ = "rubric"
    __table_args__ = (
        UniqueConstraint("profile", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[Profile] = mapped_column(enum_type(Profile))
    version: Mapped[int]
    frozen_at: Mapped[datetime | None]

    blocks: Mapped[list["Block"]] = relationship(order_by="Block.position", lazy="selectin")
    criteria: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position", lazy="selectin")

    @property
    def weights(self) -> dict[str, int]:
        """Return the weight of each criterion by its code, in the order judges see."""
        return {criterion.code: criterion.weight for criterion in self.criteria}

    @property
    def titles(self) -> dict[str, str]:
        """Return the title of each criterion by its code, in the order judges see."""
        return {criterion.code: criterion.title for criterion in self.criteria}


class Block(Base):
    """A group of criteria and the reason for it."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("rubric_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"))
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    why: Mapped[str] = mapped_column(Text)
    position: Mapped[int]


class Criterion(Base):
    """One question to judges, with its weight."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("rubric_id", "code"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"))
    block_id: Mapped[int] = mapped_column(ForeignKey("block.id"), index=True)
    code: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(80))
    asks: Mapped[str] = mapped_column(Text)
    weight: Mapped[int]
    position: Mapped[int]
    sources: Mapped[list[str]] = mapped_column(JSON)

    block: Mapped[Block] = relationship(lazy="joined")
    levels: Mapped[list["Level"]] = relationship(order_by="Level.number", lazy="selectin")


class Level(Base):
    """What one level of a criterion looks like."""

    __tablename__ = "level"
    __table_args__ = (
        UniqueConstraint("criterion_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 5", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(20))
    meaning: Mapped[str] = mapped_column(Text)


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


class Result(Base):
    """A frozen computation for one category: the canonical JSON that its hash was taken of."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("category_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    computed_at: Mapped[datetime]


class Award(Base):
    """What the organisers decide from a result: an entry honoured, or no award in this category."""

    __tablename__ = "award"
    __table_args__ = (
        Index(
            "uq_award_entry_id",
            "entry_id",
            unique=True,
            sqlite_where=text("state <> 'revoked'"),
            postgresql_where=text("state <> 'revoked'"),
        ),
        Index(
            "uq_award_no_award",
            "category_id",
            unique=True,
            sqlite_where=text("entry_id IS NULL AND state <> 'revoked'"),
            postgresql_where=text("entry_id IS NULL AND state <> 'revoked'"),
        ),
        CheckConstraint("(outcome = 'no_award') = (entry_id IS NULL)", name="entry"),
        CheckConstraint("(published_at IS NULL) = (state IN ('proposed', 'signed'))", name="published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    outcome: Mapped[Outcome] = mapped_column(enum_type(Outcome))
    state: Mapped[AwardState] = mapped_column(enum_type(AwardState))
    citation: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    category: Mapped[Category] = relationship(lazy="joined")
    result: Mapped[Result] = relationship()
    entry: Mapped[Entry | None] = relationship(lazy="joined")
    sign_offs: Mapped[list["SignOff"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class SignOff(Base):
    """An organiser stands behind an award."""

    __tablename__ = "sign_off"
    __table_args__ = (UniqueConstraint("award_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    is_alone: Mapped[bool] = mapped_column(default=False)
    signed_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined")


for _table in (*GUARDS, *APPEND_ONLY):
    for _statement in statements_for(_table):
        _ddl = DDL(_statement.sql).execute_if(dialect=_statement.dialect)  # type: ignore[no-untyped-call]
        event.listen(Base.metadata.tables[_table], "after_create", _ddl)
