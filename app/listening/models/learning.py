"""What curators' decisions teach: the log of verdicts, weights learnt from it, and weights set by hand."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base
from app.listening.models.mentions import Mention
from app.listening.models.watches import Watch


class Verdict(Base):
    """A curator's decision on one post: no text, only numbers that nobody can read, and none where X may not teach.

    It goes with its post, and when the decision is undone.
    """

    __tablename__ = "verdict"

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), unique=True)
    is_praise: Mapped[bool]
    was_drawn: Mapped[bool]
    prior: Mapped[float | None] = mapped_column(Double)
    numbers: Mapped[list[int]] = mapped_column(JSON)
    network: Mapped[str] = mapped_column(String(30))
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime] = mapped_column(index=True)

    mention: Mapped[Mention] = relationship()
    watch: Mapped[Watch | None] = relationship()


class LearnedWeight(Base):
    """One version of all weights that were learnt from the verdicts there were."""

    __tablename__ = "learned_weight"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    verdicts: Mapped[int]
    praise: Mapped[int]
    compared: Mapped[int]
    agreed_rule: Mapped[float | None] = mapped_column(Double)
    agreed_learnt: Mapped[float | None] = mapped_column(Double)
    weights: Mapped[dict[str, float]] = mapped_column(JSON, deferred=True)

    @property
    def is_of_help(self) -> bool:
        """Tell whether this agrees with curators at least as the rule does; unmeasured, it may."""
        return self.agreed_learnt is None or self.agreed_rule is None or self.agreed_learnt >= self.agreed_rule


class Learning(Base):
    """The one row that says whether what was learnt is used, which version, and how far the queue is in order."""

    __tablename__ = "learning"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    is_held: Mapped[bool]
    used_id: Mapped[int | None] = mapped_column(ForeignKey("learned_weight.id", ondelete="SET NULL"))
    ordered_to: Mapped[int | None]
    changed_at: Mapped[datetime | None]


class WordWeight(Base):
    """Words that curators want to see sooner, or later."""

    __tablename__ = "word_weight"
    __table_args__ = (CheckConstraint("weight BETWEEN -3 AND 3 AND weight <> 0", name="weight_in_range"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(60), unique=True)
    weight: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    changed_by: Mapped[User] = relationship()


class AuthorWeight(Base):
    """An author whose posts curators want to see sooner, or later."""

    __tablename__ = "author_weight"
    __table_args__ = (
        UniqueConstraint("network", "handle"),
        CheckConstraint("weight BETWEEN -3 AND 3 AND weight <> 0", name="weight_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(String(30))
    handle: Mapped[str] = mapped_column(String(200))
    weight: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    changed_by: Mapped[User] = relationship()
