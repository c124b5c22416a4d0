"""What was computed from the scorecards, and what organisers decided from it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.judging.rules import AwardState, Outcome
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.links import new_public_id


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
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    category: Mapped[Category] = relationship(lazy="joined")
    result: Mapped[Result] = relationship()
    entry: Mapped[Entry | None] = relationship(lazy="joined")
    sign_offs: Mapped[list["SignOff"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="SignOff.id"
    )


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
