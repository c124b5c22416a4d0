"""Members of staff who were nominated by name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.nominations.models.entries import Entry


class EntryPerson(Base):
    """Who stands behind an entry for a person: the full name is kept from readers until consent is recorded."""

    __tablename__ = "entry_person"
    __table_args__ = (
        CheckConstraint("(consented_at IS NULL) = (consent_by_id IS NULL)", name="consent_has_recorder"),
        CheckConstraint("consented_at IS NULL OR consent_how IS NOT NULL", name="consent_has_manner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), unique=True)
    full_name: Mapped[str | None] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(80))
    consent_how: Mapped[str | None] = mapped_column(String(200))
    consented_at: Mapped[datetime | None]
    consent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    entry: Mapped[Entry] = relationship()
    consent_by: Mapped[User | None] = relationship()
