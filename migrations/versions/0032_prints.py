"""Prints of cards, by which near-copies of them are found."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Know no card yet; what comes in from now on folds."""
    op.create_table(
        "mention_print",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "mention_id", name="pk_mention_print"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Fold nothing more; what is folded stays so."""
    op.drop_table("mention_print")
