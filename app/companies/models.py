"""Companies and the other names they go by."""

from datetime import datetime

from sqlalchemy import (
    DDL,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    event,
    false,
    func,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.companies.rules import UNNAMED, Staff
from app.companies.triggers import register_guards
from app.extensions import Base, enum_type
from app.web.links import new_public_id

IS_UNCHECKED = text("is_unchecked")
STANDS = text("undone_at IS NULL")


class Company(Base):
    """A company; a duplicate points with `merged_into_id` straight to the one that stands for it."""

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        Index("ix_company_unchecked", "id", sqlite_where=IS_UNCHECKED, postgresql_where=IS_UNCHECKED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    website: Mapped[str | None] = mapped_column(String(500))
    domain: Mapped[str | None] = mapped_column(String(253), index=True)
    x_handle: Mapped[str | None] = mapped_column(String(50), index=True)
    bluesky_handle: Mapped[str | None] = mapped_column(String(253), index=True)
    mastodon_handle: Mapped[str | None] = mapped_column(String(320), index=True)
    staff: Mapped[Staff] = mapped_column(enum_type(Staff), default=Staff.UNKNOWN)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    names_noted: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    is_unchecked: Mapped[bool] = mapped_column(default=False, server_default=false())
    unnamed_at: Mapped[datetime | None]
    letters_refused_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    aliases: Mapped[list["CompanyAlias"]] = relationship(back_populates="company")
    merged_into: Mapped["Company | None"] = relationship(remote_side="Company.id", lazy="joined", join_depth=1)

    @property
    def logged_as(self) -> str:
        """Return what the log calls it: its number, for its slug is made of words that somebody typed."""
        return f"#{self.id}"

    @property
    def canonical(self) -> "Company":
        """Return the company that stands for this one."""
        return self.merged_into or self

    @property
    def is_unnamed(self) -> bool:
        """Tell whether it, or the company that stands for it, asked not to be named in public."""
        return (self.unnamed_at or self.canonical.unnamed_at) is not None

    @property
    def public_name(self) -> str:
        """Return what the public reads: the name of the company that stands for it, unless it asked not to be named."""
        return UNNAMED if self.is_unnamed else self.canonical.name

    @hybrid_property
    def canonical_company_id(self) -> int:
        """Number the company that stands for this one; what every reader resolves through."""
        return self.merged_into_id or self.id

    @canonical_company_id.inplace.expression
    @classmethod
    def _canonical_company_id(cls) -> ColumnElement[int]:
        return func.coalesce(cls.merged_into_id, cls.id)


def is_one_of(*company_ids: int) -> ColumnElement[bool]:
    """Choose companies and all that are merged into them."""
    return Company.id.in_(company_ids) | Company.merged_into_id.in_(company_ids)


class CompanyAlias(Base):
    """Another name of a company; no two companies share one."""

    __tablename__ = "company_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)

    company: Mapped[Company] = relationship(back_populates="aliases")


class CompanyContact(Base):
    """Somebody at a company whom a letter may go to: who, where that was found, and on whose word it is right."""

    __tablename__ = "company_contact"
    __table_args__ = (CheckConstraint("(struck_at IS NULL) = (struck_by_id IS NULL)", name="struck_by_somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(254))
    found_at: Mapped[str] = mapped_column(String(500))
    word: Mapped[str] = mapped_column(String(500), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime]
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    struck_at: Mapped[datetime | None]

    company: Mapped[Company] = relationship(lazy="joined")
    entered_by: Mapped[User] = relationship(foreign_keys=[entered_by_id])


class CompanyMerge(Base):
    """A curator found that two companies are one; those not undone say which company is merged into which."""

    __tablename__ = "company_merge"
    __table_args__ = (
        CheckConstraint("merged_id <> kept_id", name="two_companies"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
        Index("uq_company_merge_standing", "merged_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    merged_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    kept_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    merged_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    merged_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None]

    merged: Mapped[Company] = relationship(foreign_keys=[merged_id])
    kept: Mapped[Company] = relationship(foreign_keys=[kept_id])
    merged_by: Mapped[User] = relationship(foreign_keys=[merged_by_id])


for statement in register_guards():
    guard = DDL(statement.sql).execute_if(dialect=statement.dialect)  # type: ignore[no-untyped-call]
    event.listen(CompanyAlias.__table__, "after_create", guard)


class CompanySpelling(Base):
    """Something a company can be found by: a name, an alias, a domain or a handle, folded."""

    __tablename__ = "company_spelling"
    __table_args__ = (UniqueConstraint("company_id", "exact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    exact: Mapped[str] = mapped_column(String(260).with_variant(String(260, collation="C"), "postgresql"), index=True)
    words: Mapped[str] = mapped_column(String(400))


class SpellingKey(Base):
    """A hash that a spelling shares with its misspellings; one left behind by a spelling that went finds nothing."""

    __tablename__ = "spelling_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    spelling_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
