"""What cards are known by, so that near-copies of them fold."""

from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class MentionPrint(Base):
    """A hash of three words of a card, by which a near-copy meets it; one left behind by a card finds nothing."""

    __tablename__ = "mention_print"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mention_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
