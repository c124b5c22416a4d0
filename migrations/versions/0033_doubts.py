"""Since when a network says that a post is gone, until it is asked once more."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
DOUBTED = sa.text("doubted_at IS NOT NULL")


def upgrade() -> None:
    """Keep the moment of the first word."""
    op.add_column("mention", sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_mention_doubted", "mention", ["network", "doubted_at"], sqlite_where=DOUBTED, postgresql_where=DOUBTED
    )


def downgrade() -> None:
    """Believe the first word."""
    op.drop_index("ix_mention_doubted", "mention")
    op.drop_column("mention", "doubted_at")
