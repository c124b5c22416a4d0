"""Letters to many, from the first draft to the last that went out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.correspondence.rules import Audience, BroadcastState
from app.extensions import Base, enum_type
from app.programme.models import Category, Season
from app.web.links import new_public_id


class Broadcast(Base):
    """One text for many: who gets it, what it says, and who sent it to how many."""

    __tablename__ = "broadcast"
    __table_args__ = (CheckConstraint("(state = 'draft') = (sent_at IS NULL)", name="sent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    audience: Mapped[Audience] = mapped_column(enum_type(Audience))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[BroadcastState] = mapped_column(enum_type(BroadcastState), default=BroadcastState.DRAFT)
    edition: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recipients: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None]

    season: Mapped[Season] = relationship()
    category: Mapped[Category | None] = relationship()
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    sent_by: Mapped[User | None] = relationship(foreign_keys=[sent_by_id])

    @property
    def to_whom(self) -> str:
        """Say whom it goes to."""
        where = f"{self.category.name}, {self.season.name}" if self.category else self.season.name
        return f"{'Nominators' if self.audience is Audience.NOMINATORS else 'Judges'} of {where}"
