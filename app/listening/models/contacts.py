"""Authors we wrote to or must not write to, by keyed hashes alone; these rows outlive their posts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.listening.rules import AskedBy, ContactReason
from app.web.links import new_public_id


class Contact(Base):
    """One author, without a name; when nobody may write to them, since when and at whose word."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint(
            "(do_not_contact_at IS NULL) = (asked_by IS NULL) AND (do_not_contact_at IS NULL) = (reason IS NULL)",
            name="refusal_is_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    network: Mapped[str] = mapped_column(String(30))
    made_at: Mapped[datetime]
    do_not_contact_at: Mapped[datetime | None] = mapped_column(index=True)
    asked_by: Mapped[AskedBy | None] = mapped_column(enum_type(AskedBy))
    reason: Mapped[ContactReason | None] = mapped_column(enum_type(ContactReason))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    noted_by: Mapped[User | None] = relationship()


class ContactName(Base):
    """One keyed hash by which an author is known again."""

    __tablename__ = "contact_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_hash: Mapped[str] = mapped_column(String(64), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
