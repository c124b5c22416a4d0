"""What a nominator wrote, once and for all."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.audit.triggers import append_only
from app.extensions import Base, enum_type
from app.nominations.rules import Channel, Feeling, Relation, Solved

if TYPE_CHECKING:
    from app.nominations.models.nominations import Nomination


def _index_named(column: str) -> Index:
    """Index how a name begins, where there is one; PostgreSQL must be asked by letters, whatever its language."""
    where = text(f"{column} IS NOT NULL")
    return Index(
        f"ix_nomination_revision_{column}",
        column,
        sqlite_where=where,
        postgresql_where=where,
        postgresql_ops={column: "varchar_pattern_ops"},
    )


class NominationRevision(Base):
    """What a nominator wrote, once and for all; it may be emptied, never altered."""

    __tablename__ = "nomination_revision"
    __table_args__ = (
        UniqueConstraint("nomination_id", "number"),
        _index_named("name"),
        _index_named("nominee"),
        CheckConstraint(
            "(erased_at IS NULL) = (story IS NOT NULL) AND (erased_at IS NULL OR email IS NULL)",
            name="whole_or_erased",
        ),
        CheckConstraint(
            "email IS NOT NULL OR erased_at IS NOT NULL OR entered_by_id IS NOT NULL", name="email_unless_entered"
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
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    nomination: Mapped["Nomination"] = relationship(back_populates="revisions")


EMPTIED = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.id = OLD.id AND NEW.number = OLD.number"
    " AND NEW.nomination_id = OLD.nomination_id AND NEW.created_at = OLD.created_at"
)


REVISION_TRIGGERS = append_only("nomination_revision", unless=EMPTIED)


for statement in REVISION_TRIGGERS:
    trigger = DDL(statement.sql).execute_if(dialect=statement.dialect)  # type: ignore[no-untyped-call]
    event.listen(NominationRevision.__table__, "after_create", trigger)
