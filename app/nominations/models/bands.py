"""Fingerprints of stories, by which near-copies find each other."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class StoryBand(Base):
    """One part of a story's fingerprint; two stories that share one are looked at side by side."""

    __tablename__ = "story_band"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, index=True)
