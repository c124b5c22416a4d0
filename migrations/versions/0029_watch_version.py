"""A number that tells whether a watch was changed since it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Begin to count the changes of each watch."""
    with op.batch_alter_table("watch") as watch:
        watch.add_column(sa.Column("version", sa.Integer(), nullable=True))
    op.execute("UPDATE watch SET version = 0")
    with op.batch_alter_table("watch") as watch:
        watch.alter_column("version", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Count no more."""
    with op.batch_alter_table("watch") as watch:
        watch.drop_column("version")
