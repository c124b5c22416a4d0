"""What stands behind the links that are not about one nomination as it is: a new address, and a person's own list."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.nominations.models.nominations import Nomination
from app.web.links import new_public_id

WAITING = text("confirmed_at IS NULL AND ended_at IS NULL")


class AddressChange(Base):
    """A nominator's wish for another address: it waits until the new one is proven, the old one may stop it.

    `email` goes when the change has ended; `from_revision` is the last one that bears the old address.
    """

    __tablename__ = "address_change"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (email IS NOT NULL)", name="address_until_ended"),
        Index("ix_address_change_nomination_id", "nomination_id"),
        Index(
            "uq_address_change_waiting",
            "nomination_id",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    from_revision: Mapped[int]
    email: Mapped[str | None] = mapped_column(String(254))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship()


class MineRequest(Base):
    """Somebody asked for the list of an address's nominations: keyed hashes only, known address or not; kept a day."""

    __tablename__ = "mine_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    identity: Mapped[str] = mapped_column(String(64))
    recipient: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime]
