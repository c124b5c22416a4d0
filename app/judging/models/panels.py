"""Who sits on the panel of a category, and how much each may be asked for."""

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.judging.rules import FEWEST_JUDGES, MOST_JUDGES


class PanelRule(Base):
    """How many judges an entry of a category needs, and the most entries for each; held while a panel changes."""

    __tablename__ = "panel_rule"
    __table_args__ = (
        CheckConstraint(f"judges_an_entry BETWEEN 1 AND {MOST_JUDGES}", name="judges_an_entry"),
        CheckConstraint("cap >= 1", name="cap"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), unique=True)
    judges_an_entry: Mapped[int] = mapped_column(default=FEWEST_JUDGES)
    cap: Mapped[int | None]


class PanelMember(Base):
    """A judge of a category, with a cap of their own or the panel's; a category without members takes every judge."""

    __tablename__ = "panel_member"
    __table_args__ = (
        UniqueConstraint("category_id", "judge_id"),
        CheckConstraint("cap >= 1", name="cap"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    cap: Mapped[int | None]

    judge: Mapped[User] = relationship(lazy="joined")


def judges_wanted(category_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[int]:
    """Choose how many judges an entry of a category needs: what its panel says, or three."""
    own = select(PanelRule.judges_an_entry).where(PanelRule.category_id == category_id).scalar_subquery()
    return func.coalesce(own, FEWEST_JUDGES)
