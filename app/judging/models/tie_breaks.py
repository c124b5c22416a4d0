"""Judges decide between entries that the figures cannot tell apart: two at a time."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.judging.models.awards import Result
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.links import new_public_id

OPEN = text("closed_at IS NULL")


class TieBreak(Base):
    """A round of comparisons in one category; its votes are sealed until it is closed."""

    __tablename__ = "tie_break"
    __table_args__ = (Index("uq_tie_break_open", "category_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    category: Mapped[Category] = relationship(lazy="joined")
    result: Mapped[Result] = relationship()
    tied: Mapped[list["TiedEntry"]] = relationship(lazy="selectin", order_by="TiedEntry.entry_id")
    seats: Mapped[list["TieJudge"]] = relationship(lazy="selectin", order_by="TieJudge.judge_id")

    @property
    def entries(self) -> list[Entry]:
        """Return the entries that are compared."""
        return [row.entry for row in self.tied]

    @property
    def judges(self) -> list[User]:
        """Return the judges who are asked."""
        return [row.judge for row in self.seats]

    @property
    def is_open(self) -> bool:
        """Tell whether judges can still choose."""
        return self.closed_at is None


class TiedEntry(Base):
    """One of the entries of a tie-break."""

    __tablename__ = "tied_entry"

    tie_break_id: Mapped[int] = mapped_column(ForeignKey("tie_break.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)

    entry: Mapped[Entry] = relationship(lazy="joined")


class TieJudge(Base):
    """A judge who is asked in a tie-break, and when they handed in what they chose."""

    __tablename__ = "tie_judge"

    tie_break_id: Mapped[int] = mapped_column(ForeignKey("tie_break.id"), primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    finished_at: Mapped[datetime | None]

    judge: Mapped[User] = relationship(lazy="joined")


class PairwiseVote(Base):
    """Which of two entries a judge puts first; the pair is kept in the order of its numbers."""

    __tablename__ = "pairwise_vote"
    __table_args__ = (
        UniqueConstraint("tie_break_id", "judge_id", "first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="pair"),
        CheckConstraint("chosen_id = first_id OR chosen_id = second_id", name="chosen"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tie_break_id: Mapped[int] = mapped_column(ForeignKey("tie_break.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    chosen_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    voted_at: Mapped[datetime]
