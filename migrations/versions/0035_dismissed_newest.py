"""What was let go stands newest first, found by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

LET_GO = sa.text("copy_of_id IS NULL AND state = 'dismissed'")


def upgrade() -> None:
    """Index what was let go by the moment."""
    op.create_index(
        "ix_mention_dismissed", "mention", ["dismissed_at", "id"], sqlite_where=LET_GO, postgresql_where=LET_GO
    )


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("ix_mention_dismissed", "mention")
