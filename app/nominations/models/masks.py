"""Passages of a story that readers do not see."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.nominations.masking import MaskKind
from app.nominations.models.nominations import Nomination

IS_ON = text("lifted_at IS NULL")


class Mask(Base):
    """One hidden passage of one revision, counted in characters; a lifted mask hides nothing."""

    __tablename__ = "mask"
    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="hides_something"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by_id IS NULL)", name="lifted_by_somebody"),
        Index(
            "uq_mask_on",
            "nomination_id",
            "revision",
            "start",
            "end",
            unique=True,
            sqlite_where=IS_ON,
            postgresql_where=IS_ON,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    revision: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[MaskKind] = mapped_column(enum_type(MaskKind))
    shown_as: Mapped[str] = mapped_column(String(80))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    lifted_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])
