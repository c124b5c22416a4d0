"""The yardstick: a rubric's blocks, criteria and described levels."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base, enum_type
from app.judging.rules import Profile


class Rubric(Base):
    """One version of one profile of the yardstick: a draft until it is published, and frozen from then on.

    `edition` counts the saves of a draft.
    """

    __tablename__ = "rubric"
    __table_args__ = (
        UniqueConstraint("profile", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[Profile] = mapped_column(enum_type(Profile))
    version: Mapped[int]
    frozen_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=1)

    blocks: Mapped[list["Block"]] = relationship(order_by="Block.position", lazy="selectin")
    criteria: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position", lazy="selectin")

    @property
    def is_draft(self) -> bool:
        """Tell whether its words can still change; only what is published can be used."""
        return self.frozen_at is None

    @property
    def weights(self) -> dict[str, int]:
        """Return the weight of each criterion by its code, in the order judges see."""
        return {criterion.code: criterion.weight for criterion in self.criteria}

    @property
    def titles(self) -> dict[str, str]:
        """Return the title of each criterion by its code, in the order judges see."""
        return {criterion.code: criterion.title for criterion in self.criteria}


class CategoryRubric(Base):
    """Which version a category is judged by; frozen as soon as its first judge is asked."""

    __tablename__ = "category_rubric"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"), index=True)
    chosen_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]

    rubric: Mapped[Rubric] = relationship()


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
