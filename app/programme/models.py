"""Seasons, categories and the identity of the site."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base, enum_type
from app.programme.rules import Recognises


class Season(Base):
    """One round of the awards; its dates decide its phase."""

    __tablename__ = "season"
    __table_args__ = (
        CheckConstraint(
            "nominations_open_at < nominations_close_at AND nominations_close_at <= judging_opens_at"
            " AND judging_opens_at < judging_closes_at AND judging_closes_at <= announced_at",
            name="dates_in_order",
        ),
        Index(
            "uq_season_current",
            "is_current",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    zone: Mapped[str] = mapped_column(String(60), default="UTC")
    nominations_open_at: Mapped[datetime]
    nominations_close_at: Mapped[datetime]
    judging_opens_at: Mapped[datetime]
    judging_closes_at: Mapped[datetime]
    announced_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    is_current: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    categories: Mapped[list["Category"]] = relationship(order_by="Category.position", back_populates="season")


class Category(Base):
    """What is honoured within a season."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("season_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(100))
    question: Mapped[str] = mapped_column(Text, default="")
    recognises: Mapped[Recognises] = mapped_column(enum_type(Recognises))
    small_companies_only: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    sealed_at: Mapped[datetime | None]

    season: Mapped[Season] = relationship(back_populates="categories")


class Site(Base):
    """Who runs the awards: printed in letters, on the privacy page and in the footer. There is one row."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), default="Support Awards")
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(254), default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="")
