"""Entries: what is judged."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
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
    __table_args__ = (UniqueConstraint("season_id", "category_id", "company_id", "nominee_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    nominee_key: Mapped[str] = mapped_column(String(60), default="")
    nominee: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime]

    season: Mapped[Season] = relationship()
    category: Mapped[Category] = relationship()
    company: Mapped[Company] = relationship()
    nominations: Mapped[list["Nomination"]] = relationship(back_populates="entry")

    @property
    def title(self) -> str:
        """Name the entry as pages show it: the company, or the nominee and the company."""
        return f"{self.nominee}, {self.company.name}" if self.nominee else self.company.name
