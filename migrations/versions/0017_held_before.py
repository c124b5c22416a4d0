"""Nominations that were held before a decision, so that undoing it holds them again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the note of it."""
    op.add_column("nomination", sa.Column("was_held", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("nomination", "was_held")
