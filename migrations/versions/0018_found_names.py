"""Names as they were written, so that a curator finds a nomination by how one begins."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

COLUMNS = ("name", "nominee")


def upgrade() -> None:
    """Index who wrote and who is honoured, where there is somebody."""
    for column in COLUMNS:
        is_named = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_nomination_revision_{column}",
            "nomination_revision",
            [column],
            sqlite_where=is_named,
            postgresql_where=is_named,
            postgresql_ops={column: "varchar_pattern_ops"},
        )


def downgrade() -> None:
    """Index them no longer."""
    for column in COLUMNS:
        op.drop_index(f"ix_nomination_revision_{column}", "nomination_revision")
