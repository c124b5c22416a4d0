"""Companies and the other names they go by."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.rules import Staff
from app.extensions import Base, enum_type


class Company(Base):
    """A canonical company; a duplicate points to it with `merged_into_id`."""

    __tablename__ = "company"
    __table_args__ = (CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),)

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
    created_at: Mapped[datetime]

    aliases: Mapped[list["CompanyAlias"]] = relationship(back_populates="company")


class CompanyAlias(Base):
    """Another name of a company; no two companies share one."""

    __tablename__ = "company_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)

    company: Mapped[Company] = relationship(back_populates="aliases")


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
