"""What curators' work leaves beside a post: notes, moves to undo, the words it is found by, and the counts."""

from datetime import datetime

from sqlalchemy import DDL, BigInteger, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Base, enum_type
from app.listening.models.mentions import Mention
from app.listening.rules import MentionState, MoveKind
from app.listening.triggers import count_mentions


class MentionNote(Base):
    """A curator's note beside a post, for other curators; one from before notes had authors has none."""

    __tablename__ = "mention_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    user: Mapped[User | None] = relationship()


class MentionMove(Base):
    """One thing a curator did with one post, alone or with others of a batch, and how the post stood before."""

    __tablename__ = "mention_move"
    __table_args__ = (Index("ix_mention_move_last", "user_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(String(10), index=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[MoveKind] = mapped_column(enum_type(MoveKind))
    was_state: Mapped[MentionState] = mapped_column(enum_type(MentionState))
    was_snoozed_until: Mapped[datetime | None]
    was_held: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    mention: Mapped[Mention] = relationship()


class MentionWord(Base):
    """Something a post can be found by: a word, its author, its address; hashed."""

    __tablename__ = "mention_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mention_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class MentionTally(Base):
    """How many posts stand in one part of the queue, kept by the database itself; the sum of all lots counts.

    On PostgreSQL each transaction writes a lot of its own, so that nobody waits for anybody; the worker adds them up.
    """

    __tablename__ = "mention_tally"

    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    lot: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int]


for statement in count_mentions():
    keeper = DDL(statement.sql.replace("%", "%%")).execute_if(dialect=statement.dialect)  # type: ignore[no-untyped-call]
    event.listen(Mention.__table__, "after_create", keeper)
