"""One search that cannot be read while its network reads well says why, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Keep the reason beside the search."""
    op.add_column("search", sa.Column("trouble", sa.String(300), nullable=True))
    op.add_column("search", sa.Column("trouble_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Leave the reason to the log."""
    with op.batch_alter_table("search") as batch:
        batch.drop_column("trouble_since")
        batch.drop_column("trouble")
