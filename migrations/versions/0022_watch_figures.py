"""Indexes by which watches count what they found, and by which recent posts are looked through."""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Count by watch and time without touching the posts."""
    op.drop_index("ix_mention_watch_id", "mention")
    op.create_index("ix_mention_watch", "mention", ["watch_id", "found_at", "state", "network"])
    op.create_index("ix_mention_posted", "mention", ["posted_at"])


def downgrade() -> None:
    """Find by watch alone."""
    op.drop_index("ix_mention_posted", "mention")
    op.drop_index("ix_mention_watch", "mention")
    op.create_index("ix_mention_watch_id", "mention", ["watch_id"])
