"""Entries: what is judged."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, UniqueConstraint, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Company
from app.extensions import Base
from app.programme.models import Category, Season
from app.web.links import new_public_id

if TYPE_CHECKING:
    from app.nominations.models.nominations import Nomination


class Entry(Base):
    """What is judged: a company, team or person in one category; it gathers accepted nominations."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("season_id", "category_id", "company_id", "nominee_key"),
        CheckConstraint("joined_into_id <> id", name="not_joined_into_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    nominee_key: Mapped[str] = mapped_column(String(60), default="")
    nominee: Mapped[str | None] = mapped_column(String(120))
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    created_at: Mapped[datetime]

    season: Mapped[Season] = relationship()
    category: Mapped[Category] = relationship()
    company: Mapped[Company] = relationship()
    nominations: Mapped[list["Nomination"]] = relationship(back_populates="entry")

    @hybrid_property
    def standing_id(self) -> int:
        """Number the entry that is judged in this one's place: itself, or the one it was joined into."""
        return self.joined_into_id or self.id

    @standing_id.inplace.expression
    @classmethod
    def _standing_id(cls) -> ColumnElement[int]:
        return func.coalesce(cls.joined_into_id, cls.id)

    @property
    def title(self) -> str:
        """Name the entry as pages show it: the company that stands for its own, after the nominee if there is one."""
        name = self.company.canonical.name
        return f"{self.nominee}, {name}" if self.nominee else name

    @property
    def public_title(self) -> str:
        """Name the entry as the public reads it: not at all where its company asked for that."""
        return self.company.public_name if self.company.is_unnamed else self.title
