"""Posts that were found, and who answers them."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    Index,
    String,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.companies.models import Company
from app.extensions import Base, enum_type
from app.listening.contacting.names import hash_of_handle, hash_of_id
from app.listening.models.watches import Watch
from app.listening.rules import DismissReason, MentionState, Voice
from app.web.links import new_public_id

OPEN_CLAIM = text("ended_at IS NULL")
CARD = text("copy_of_id IS NULL")
IS_COPY = text("copy_of_id IS NOT NULL")
SCORED_CARD = text("copy_of_id IS NULL AND score IS NOT NULL")
UNSCORED_CARD = text("copy_of_id IS NULL AND score IS NULL")
OWN_VOICE = text("copy_of_id IS NULL AND score IS NOT NULL AND voice <> 'customer'")
IS_SNOOZED = text("state = 'snoozed'")
LET_GO = text("copy_of_id IS NULL AND state = 'dismissed'")
IS_DOUBTED = text("doubted_at IS NOT NULL")
BEST_BY = {
    "ix_mention_best": (),
    "ix_mention_best_network": ("network",),
    "ix_mention_best_watch": ("watch_id",),
    "ix_mention_best_company": ("company_id",),
}


def _best(name: str, *columns: str, where: TextClause) -> Index:
    """Index the cards of the queue by rank within one thing they can be filtered by."""
    return Index(name, *columns, "state", "rank", "id", sqlite_where=where, postgresql_where=where)


def rank_of_score(context: DefaultExecutionContext) -> float:
    """Rank a post by its score until the learner has spoken; without a score it stands last."""
    score: float | None = context.get_current_parameters().get("score")  # type: ignore[no-untyped-call]
    return score or 0.0


def hash_of_author(context: DefaultExecutionContext) -> str | None:
    """Name the author by the keyed hash of the id."""
    given = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return hash_of_id(given["network"], given["author_id"])


def hash_of_author_handle(context: DefaultExecutionContext) -> str | None:
    """Name the author by the keyed hash of the handle."""
    given = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return hash_of_handle(given["network"], given["author_handle"])


class Mention(Base):
    """One public post that a watch found or a file brought, with its score and what became of it.

    `score` is the rule's, empty where the language has no word table; `rank` is what the queue sorts by; since
    `doubted_at` its network says that it is gone, and is to be asked once more.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("network", "post_id"),
        Index("ix_mention_rank", "state", "rank", "id"),
        *(_best(name, *columns, where=SCORED_CARD) for name, columns in BEST_BY.items()),
        _best("ix_mention_best_lang", "lang", where=CARD),
        _best("ix_mention_best_voice", "voice", where=OWN_VOICE),
        Index("ix_mention_unscored", "state", "id", sqlite_where=UNSCORED_CARD, postgresql_where=UNSCORED_CARD),
        Index("ix_mention_copy_of_id", "copy_of_id", sqlite_where=IS_COPY, postgresql_where=IS_COPY),
        Index("ix_mention_snoozed", "snoozed_until", sqlite_where=IS_SNOOZED, postgresql_where=IS_SNOOZED),
        Index("ix_mention_doubted", "network", "doubted_at", sqlite_where=IS_DOUBTED, postgresql_where=IS_DOUBTED),
        Index("ix_mention_dismissed", "dismissed_at", "id", sqlite_where=LET_GO, postgresql_where=LET_GO),
        Index("ix_mention_author", "network", "author_id"),
        Index("ix_mention_watch", "watch_id", "found_at", "state", "network"),
        Index("ix_mention_watch_state", "watch_id", "state", "found_at"),
        Index("ix_mention_posted", "posted_at"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_in_range"),
        CheckConstraint("(state = 'dismissed') = (dismissed_reason IS NOT NULL)", name="dismissed_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    network: Mapped[str] = mapped_column(String(30))
    post_id: Mapped[str] = mapped_column(String(200))
    version_id: Mapped[str] = mapped_column(String(200))
    local_id: Mapped[str] = mapped_column(String(200), default="")
    url: Mapped[str] = mapped_column(String(2000))
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    posted_at: Mapped[datetime]
    author_id: Mapped[str] = mapped_column(String(200))
    author_handle: Mapped[str] = mapped_column(String(200))
    author_name: Mapped[str] = mapped_column(String(200))
    author_hash: Mapped[str | None] = mapped_column(String(64), default=hash_of_author, index=True)
    handle_hash: Mapped[str | None] = mapped_column(String(64), default=hash_of_author_handle, index=True)
    is_members_only: Mapped[bool] = mapped_column(default=False)
    score: Mapped[float | None] = mapped_column(Double)
    rank: Mapped[float] = mapped_column(Double, default=rank_of_score)
    reasons: Mapped[list[str]] = mapped_column(JSON)
    voice: Mapped[Voice] = mapped_column(enum_type(Voice), default=Voice.CUSTOMER)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id", ondelete="SET NULL"), index=True)
    company_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    copy_of_id: Mapped[int | None] = mapped_column(ForeignKey("mention.id", ondelete="SET NULL"))
    is_drawn: Mapped[bool] = mapped_column(default=False)
    snoozed_until: Mapped[datetime | None]
    state: Mapped[MentionState] = mapped_column(enum_type(MentionState), default=MentionState.NEW)
    dismissed_reason: Mapped[DismissReason | None] = mapped_column(enum_type(DismissReason))
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    dismissed_at: Mapped[datetime | None]
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id", ondelete="SET NULL"))
    found_at: Mapped[datetime]
    charged_on: Mapped[date | None] = mapped_column(Date)
    checked_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    doubted_at: Mapped[datetime | None]

    watch: Mapped[Watch | None] = relationship()
    dismissed_by: Mapped[User | None] = relationship(foreign_keys=[dismissed_by_id])
    company: Mapped[Company | None] = relationship()

    @property
    def is_wiped(self) -> bool:
        """Tell whether nothing of the post is kept here any more."""
        return self.state is MentionState.GONE or not self.text


class Claim(Base):
    """One curator's word to answer one mention; it runs out by itself."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("uq_claim_open", "mention_id", unique=True, sqlite_where=OPEN_CLAIM, postgresql_where=OPEN_CLAIM),
        Index("ix_claim_holding", "user_id", sqlite_where=OPEN_CLAIM, postgresql_where=OPEN_CLAIM),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    claimed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    mention: Mapped[Mention] = relationship()
    user: Mapped[User] = relationship()


class Tombstone(Base):
    """A post that was wiped, by a keyed hash of what it was called: it is never stored again."""

    __tablename__ = "tombstone"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
