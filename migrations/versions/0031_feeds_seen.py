"""What the last reading of a feed showed, by which a later one can tell that something was let go unread."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Keep what was shown beside where a search stands."""
    op.add_column("search", sa.Column("seen", sa.Text(), nullable=True))


def downgrade() -> None:
    """Go by dates alone."""
    with op.batch_alter_table("search") as batch:
        batch.drop_column("seen")
