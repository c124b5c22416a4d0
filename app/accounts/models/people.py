"""Who works here, and as what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.rules import Role
from app.extensions import Base, enum_type
from app.web.links import new_public_id


class User(Base):
    """A person who works on the awards."""

    __tablename__ = "user"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    role_rows: Mapped[list["UserRole"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    is_authenticated = True
    is_anonymous = False
    session_token = ""

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the cookie: the session's token, not the user's id."""
        return self.session_token

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles this person holds."""
        return frozenset(row.role for row in self.role_rows)

    def has_role(self, role: str) -> bool:
        """Tell whether this person holds a role."""
        return role in self.roles


class UserRole(Base):
    """One role of one user."""

    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(enum_type(Role), primary_key=True)
