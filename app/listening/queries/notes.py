"""Read the notes beside a post."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.listening.models import Mention, MentionNote

MOST_NOTES = 50


def list_notes(mention: Mention) -> Sequence[MentionNote]:
    """List the notes beside a mention, the oldest first."""
    newest = (
        select(MentionNote)
        .where(MentionNote.mention_id == mention.id)
        .options(joinedload(MentionNote.user).lazyload(User.role_rows))
        .order_by(MentionNote.id.desc())
        .limit(MOST_NOTES)
    )
    return list(reversed(db.session.scalars(newest).all()))
