"""An index by which what became of a watch's posts is counted in the order it is told in."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Count by watch and state without sorting."""
    op.create_index("ix_mention_watch_state", "mention", ["watch_id", "state", "found_at"])


def downgrade() -> None:
    """Count by watch alone."""
    op.drop_index("ix_mention_watch_state", "mention")
