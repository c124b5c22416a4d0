"""What organisers do between a result and its announcement: shortlist, minutes, the planned hour, the record."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.judging.models.awards import Result
from app.programme.models import Category


class Shortlist(Base):
    """The shortlist of a category as it is public: the entries at or over the line of one result."""

    __tablename__ = "shortlist"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    published_at: Mapped[datetime]

    category: Mapped[Category] = relationship(lazy="joined")
    result: Mapped[Result] = relationship()


class Minutes(Base):
    """Who was present and what was discussed; a change is a new version."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("category_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    number: Mapped[int]
    present: Mapped[str] = mapped_column(Text)
    discussed: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime]

    written_by: Mapped[User] = relationship(lazy="joined")


class Announcement(Base):
    """A season that is ready to be announced and waits for its hour; taken back by deleting the row."""

    __tablename__ = "announcement"

    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), primary_key=True, autoincrement=False)
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    prepared_at: Mapped[datetime]

    prepared_by: Mapped[User] = relationship(lazy="joined")


class DecisionRecord(Base):
    """What is published about how a category was decided: the canonical JSON that its hash was taken of."""

    __tablename__ = "decision_record"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
