"""Nominations; what was written stands in their revisions."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.companies.models import Company
from app.extensions import Base, enum_type
from app.nominations.models.entries import Entry
from app.nominations.models.revisions import NominationRevision
from app.nominations.rules import Reason, State
from app.programme.models import Category, Season
from app.web.links import new_public_id

IS_PUBLIC = "state = 'accepted' AND NOT is_off_site"


def _index_where(condition: str, name: str, *columns: str) -> Index:
    """Index only the rows that are ever looked up this way: the busiest insert pays for each index."""
    where = text(condition)
    return Index(f"ix_nomination_{name}", *columns, sqlite_where=where, postgresql_where=where)


class Nomination(Base):
    """One person's story about one company; what was written stands in its revisions."""

    __tablename__ = "nomination"
    __table_args__ = (
        _index_where("confirmed_at IS NOT NULL", "queue", "state", "confirmed_at", "id"),
        _index_where("entry_id IS NOT NULL", "company_stories", "company_id", "id"),
        _index_where(IS_PUBLIC, "public", "id"),
        _index_where(IS_PUBLIC, "public_company", "company_id", "id"),
        _index_where(IS_PUBLIC, "public_category", "category_id", "id"),
        _index_where("entry_id IS NOT NULL", "entry_id", "entry_id"),
        _index_where("outreach_code IS NOT NULL", "outreach_code", "outreach_code"),
        _index_where("batch IS NOT NULL", "batch", "batch"),
        _index_where("decided_at IS NOT NULL", "decided", "decided_at", "id"),
        _index_where("origin IS NOT NULL", "origin", "origin", "created_at"),
        _index_where("NOT is_proven", "unproven", "created_at"),
        Index("ix_nomination_identity", "identity", "season_id"),
        CheckConstraint("state <> 'accepted' OR entry_id IS NOT NULL", name="accepted_has_entry"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    story_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[State] = mapped_column(enum_type(State), default=State.UNCONFIRMED)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    identity: Mapped[str | None] = mapped_column(String(64))
    outreach_code: Mapped[str | None] = mapped_column(String(20))
    signals: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    origin: Mapped[str | None] = mapped_column(String(16))
    is_proven: Mapped[bool] = mapped_column(server_default=true())
    revision_number: Mapped[int] = mapped_column(default=1)
    generation: Mapped[int] = mapped_column(default=0)
    is_off_site: Mapped[bool] = mapped_column(server_default=false())
    reason: Mapped[Reason | None] = mapped_column(enum_type(Reason))
    note: Mapped[str | None] = mapped_column(Text)
    moderated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    moderated_at: Mapped[datetime | None]
    held_note: Mapped[str | None] = mapped_column(Text)
    was_held: Mapped[bool] = mapped_column(server_default=false())
    batch: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime]
    confirm_until: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    season: Mapped[Season] = relationship()
    category: Mapped[Category] = relationship()
    company: Mapped[Company | None] = relationship()
    entry: Mapped[Entry | None] = relationship(back_populates="nominations")
    moderated_by: Mapped[User | None] = relationship()
    revisions: Mapped[list["NominationRevision"]] = relationship(
        back_populates="nomination", order_by="NominationRevision.number", lazy="selectin"
    )

    @property
    def written(self) -> "NominationRevision":
        """Return the revision that counts."""
        return self.revisions[-1]
