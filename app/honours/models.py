"""A company's page for a season, what it says and asks there, and awards that were taken back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.companies.models import Company, CompanyContact
from app.extensions import Base, enum_type
from app.honours.rules import ThanksState, Wish, WishState
from app.judging.models import Award
from app.nominations.models import Nomination
from app.programme.models import Season
from app.web.links import new_public_id


class CompanyPage(Base):
    """A company's own page of one season; raising `generation` ends every link to it that was sent before."""

    __tablename__ = "company_page"
    __table_args__ = (
        UniqueConstraint("company_id", "season_id"),
        CheckConstraint("(sent_at IS NULL) = (sent_by_id IS NULL)", name="sent_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    generation: Mapped[int] = mapped_column(default=0)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("company_contact.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    company: Mapped[Company] = relationship(lazy="joined")
    season: Mapped[Season] = relationship(lazy="joined")
    contact: Mapped[CompanyContact | None] = relationship()
    sent_by: Mapped[User | None] = relationship()


class Thanks(Base):
    """What a company wants to say to those who told about it: one text a season."""

    __tablename__ = "thanks"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (state = 'waiting')", name="decided"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    page_id: Mapped[int] = mapped_column(ForeignKey("company_page.id"), unique=True)
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[ThanksState] = mapped_column(enum_type(ThanksState), index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    written_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    page: Mapped[CompanyPage] = relationship(lazy="joined")
    decided_by: Mapped[User | None] = relationship()

    @property
    def is_passed_on(self) -> bool:
        """Tell whether it went out to those who told about the company."""
        return self.state is ThanksState.PASSED_ON

    @property
    def may_be_written(self) -> bool:
        """Tell whether the company may still write it anew: a curator gave it back."""
        return self.state is ThanksState.RETURNED


class CompanyWish(Base):
    """What a company asks for on its page; words about a story go when that story's nomination is erased."""

    __tablename__ = "company_wish"
    __table_args__ = (
        Index("ix_company_wish_open", "kind", "state", "id"),
        CheckConstraint("(answered_at IS NULL) = (state = 'open')", name="answered"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    page_id: Mapped[int] = mapped_column(ForeignKey("company_page.id"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[Wish] = mapped_column(enum_type(Wish))
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[WishState] = mapped_column(enum_type(WishState), default=WishState.OPEN)
    answer: Mapped[str] = mapped_column(String(1000), default="")
    asked_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    page: Mapped[CompanyPage] = relationship(lazy="joined")
    nomination: Mapped[Nomination | None] = relationship()
    answered_by: Mapped[User | None] = relationship()


class Revocation(Base):
    """An award was taken back, and why; the reason is public."""

    __tablename__ = "revocation"

    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500))
    revoked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    revoked_at: Mapped[datetime]

    award: Mapped[Award] = relationship()
