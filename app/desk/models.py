"""Seasons that are being thought of."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.web.links import new_public_id


class SeasonDraft(Base):
    """What was answered so far of a season to come; gone once the season is made or the thought given up."""

    __tablename__ = "season_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    edition: Mapped[int] = mapped_column(default=1)
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    begun_at: Mapped[datetime]
    edited_at: Mapped[datetime]

    begun_by: Mapped[User] = relationship(lazy="joined")
