"""Nominations with their revisions, and the entries that gather them."""

from datetime import datetime

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.audit.triggers import append_only
from app.companies.models import Company
from app.extensions import Base, enum_type
from app.nominations.rules import Channel, Feeling, Reason, Relation, Solved, State
from app.programme.models import Category, Season
from app.web.links import new_public_id


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
        _index_where("entry_id IS NOT NULL", "entry_id", "entry_id"),
        _index_where("outreach_code IS NOT NULL", "outreach_code", "outreach_code"),
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
    revision_number: Mapped[int] = mapped_column(default=1)
    generation: Mapped[int] = mapped_column(default=0)
    reason: Mapped[Reason | None] = mapped_column(enum_type(Reason))
    note: Mapped[str | None] = mapped_column(Text)
    moderated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
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


class NominationRevision(Base):
    """What a nominator wrote, once and for all; it may be emptied, never altered."""

    __tablename__ = "nomination_revision"
    __table_args__ = (
        UniqueConstraint("nomination_id", "number"),
        CheckConstraint(
            "(erased_at IS NULL) = (story IS NOT NULL) AND (erased_at IS NULL) = (email IS NOT NULL)",
            name="whole_or_erased",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    number: Mapped[int] = mapped_column(default=1)
    company_name: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(500))
    nominee: Mapped[str | None] = mapped_column(String(120))
    story: Mapped[str | None] = mapped_column(Text)
    feeling: Mapped[Feeling | None] = mapped_column(enum_type(Feeling))
    qualities: Mapped[list[str]] = mapped_column(JSON, default=list)
    solved: Mapped[Solved | None] = mapped_column(enum_type(Solved))
    channel: Mapped[Channel | None] = mapped_column(enum_type(Channel))
    relation: Mapped[Relation | None] = mapped_column(enum_type(Relation))
    link: Mapped[str | None] = mapped_column(String(500))
    name: Mapped[str | None] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(254))
    show_name: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship(back_populates="revisions")


EMPTIED = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.id = OLD.id AND NEW.number = OLD.number"
    " AND NEW.nomination_id = OLD.nomination_id AND NEW.created_at = OLD.created_at"
)
REVISION_TRIGGERS = append_only("nomination_revision", unless=EMPTIED)

for statement in REVISION_TRIGGERS:
    trigger = DDL(statement.sql).execute_if(dialect=statement.dialect)  # type: ignore[no-untyped-call]
    event.listen(NominationRevision.__table__, "after_create", trigger)
