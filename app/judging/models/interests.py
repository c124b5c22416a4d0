"""What judges declared, what organisers made of the ties the site found, and who took over from whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.companies.models import Company
from app.extensions import Base, enum_type
from app.judging.interests.rules import InterestKind, Leaving, Sign, Verdict
from app.judging.models.scorecards import Assignment
from app.nominations.models import Entry
from app.programme.models import Season
from app.web.links import new_public_id


class Interest(Base):
    """A tie that a judge declared, or an organiser noted; it meets companies by register, alias and domain."""

    __tablename__ = "interest"
    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
        CheckConstraint("until_year >= since_year", name="years"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[InterestKind] = mapped_column(enum_type(InterestKind))
    words: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    domain: Mapped[str | None] = mapped_column(String(253))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    since_year: Mapped[int | None] = mapped_column(SmallInteger)
    until_year: Mapped[int | None] = mapped_column(SmallInteger)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    declared_at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]

    judge: Mapped[User] = relationship(foreign_keys=[judge_id])
    company: Mapped[Company | None] = relationship()
    declared_by: Mapped[User] = relationship(foreign_keys=[declared_by_id])

    @property
    def is_own(self) -> bool:
        """Tell whether the judge declared it, and not an organiser."""
        return self.declared_by_id == self.judge_id


class Declaration(Base):
    """A judge's word, for one season, that their list is complete; `has_none` when it is empty."""

    __tablename__ = "declaration"
    __table_args__ = (UniqueConstraint("judge_id", "season_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    has_none: Mapped[bool]
    declared_at: Mapped[datetime]

    season: Mapped[Season] = relationship()


def _standing(subject: str) -> Index:
    """Let an organiser's word on one found tie stand once."""
    where = text(f"undone_at IS NULL AND {subject} IS NOT NULL")
    name = f"uq_tie_{subject.removesuffix('_id')}"
    return Index(name, "judge_id", "sign", subject, unique=True, sqlite_where=where, postgresql_where=where)


class Tie(Base):
    """A tie the site found, confirmed or set aside by an organiser; to a company, or to one entry."""

    __tablename__ = "tie"
    __table_args__ = (
        _standing("company_id"),
        _standing("entry_id"),
        CheckConstraint("(company_id IS NULL) <> (entry_id IS NULL)", name="one_subject"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    judge_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sign: Mapped[Sign] = mapped_column(enum_type(Sign))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    verdict: Mapped[Verdict] = mapped_column(enum_type(Verdict))
    reason: Mapped[str] = mapped_column(String(500), default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None]

    judge: Mapped[User] = relationship(foreign_keys=[judge_id])
    company: Mapped[Company | None] = relationship()
    entry: Mapped[Entry | None] = relationship()
    decided_by: Mapped[User] = relationship(foreign_keys=[decided_by_id])


class Replacement(Base):
    """A judge left an entry, and who was asked instead; nobody, when nobody was free."""

    __tablename__ = "replacement"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    leaving: Mapped[Leaving] = mapped_column(enum_type(Leaving))
    left_at: Mapped[datetime]

    assignment: Mapped[Assignment] = relationship()
    successor: Mapped[User | None] = relationship()
