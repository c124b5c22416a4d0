"""What replies begin with, and where a curator writes them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.web.links import new_public_id


class ReplyTemplate(Base):
    """Words to begin a reply with; an empty network or language means any."""

    __tablename__ = "reply_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(30), unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text)
    network: Mapped[str] = mapped_column(String(30), default="")
    lang: Mapped[str] = mapped_column(String(20), default="")
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    retired_at: Mapped[datetime | None]

    changed_by: Mapped[User | None] = relationship()


class ReplyHome(Base):
    """The Mastodon server on which a curator has an account."""

    __tablename__ = "reply_home"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    host: Mapped[str] = mapped_column(String(253))
