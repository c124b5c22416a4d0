"""Only copies stand in the index of copies: SQLite else takes it for posts that are none, and reads them all."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

IS_COPY = sa.text("copy_of_id IS NOT NULL")


def upgrade() -> None:
    """Leave posts out that are no copies."""
    op.drop_index("ix_mention_copy_of_id", "mention")
    op.create_index("ix_mention_copy_of_id", "mention", ["copy_of_id"], sqlite_where=IS_COPY, postgresql_where=IS_COPY)


def downgrade() -> None:
    """Take every post in."""
    op.drop_index("ix_mention_copy_of_id", "mention")
    op.create_index("ix_mention_copy_of_id", "mention", ["copy_of_id"])
