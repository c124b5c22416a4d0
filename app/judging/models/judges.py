"""What judges say about themselves, and the code of conduct they accepted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Invitation, User
from app.extensions import Base
from app.judging.judges.rules import LONGEST_AFFILIATION, LONGEST_BIO, LONGEST_LINK, Words


class Described:
    """The words under a judge's name."""

    affiliation: Mapped[str] = mapped_column(String(LONGEST_AFFILIATION), default="")
    bio: Mapped[str] = mapped_column(String(LONGEST_BIO), default="")
    link: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")

    @property
    def words(self) -> Words:
        """Return the words as one."""
        return Words(self.affiliation, self.bio, self.link)

    def describe(self, words: Words) -> None:
        """Take new words."""
        self.affiliation, self.bio, self.link = words.affiliation, words.bio, words.link


class JudgeProfile(Described, Base):
    """A judge as the public may see them, and which version of the code they accepted when."""

    __tablename__ = "judge_profile"
    __table_args__ = (CheckConstraint("(code_version IS NULL) = (code_accepted_at IS NULL)", name="code"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    is_shown: Mapped[bool] = mapped_column(default=False)
    code_version: Mapped[int | None]
    code_accepted_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined")


class InvitedJudge(Described, Base):
    """What the organisers wrote of a judge they invited, and how many entries they expect of them."""

    __tablename__ = "invited_judge"
    __table_args__ = (CheckConstraint("entries >= 1", name="entries"),)

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), primary_key=True)
    entries: Mapped[int | None]

    invitation: Mapped[Invitation] = relationship(lazy="joined")
